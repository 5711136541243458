package regress.internal.jvm;

import regress.internal.engine.Descent;
import regress.internal.engine.Sums;

/** The host's kernels over one problem's tiles, block by block, in one precision. */
interface HostDescent {
  /** What it minimises, as kernels call it. */
  Object loss();

  /** To the start of a descent, with no epoch done. */
  void begin(Descent descent);

  /** Number of blocks of rows. */
  int blocks();

  /**
   * Gradient sums of one block, and its loss if that is wanted, by a thread that no other at work
   * has the rank of. Blocks are independent of each other and of who works on them.
   */
  void block(int block, int rank, boolean withLoss);

  /** The end of an epoch, once all blocks are done. */
  void step();

  /** The descent's state, as {@link regress.internal.kernel.StopRule} lays it out. */
  double[] state();

  /** What all blocks have summed. */
  Sums sums();

  /** A copy of the p + 1 parameters, intercept first. */
  double[] parameters();
}
