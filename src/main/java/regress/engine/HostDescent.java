package regress.engine;

/** The kernels over one problem's arrays, block by block, in one precision. */
interface HostDescent {

  /** Number of blocks of rows. */
  int blocks();

  /** Residuals, and loss and gradient sums of one block. Blocks are independent of each other. */
  void block(int block);

  /** The end of an epoch, once all blocks are done. */
  void step();

  /** Runs all epochs on the calling thread. */
  void train();

  /** The descent's state, as {@link regress.kernel.StopRule} lays it out. */
  double[] state();

  /** A copy of the p + 1 parameters, intercept first. */
  double[] parameters();
}
