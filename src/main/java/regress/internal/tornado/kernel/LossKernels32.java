package regress.internal.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task10;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task11;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task7;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task8;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task9;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The kernels of one loss: of {@link VectorDescent32}, {@link Grouped32}, the plain ones, and
 * {@link BatchSums32}. TornadoVM reads one where a task graph is built, and finds the loss in it as
 * a constant.
 */
public record LossKernels32(
    OnVectors lineFirst,
    OnVectors lineEpoch,
    TrainOnVectors lineTrain,
    OnVectors blockedFirst,
    OnVectors blockedEpoch,
    TrainOnVectors blockedTrain,
    OnGroups groupedFirst,
    OnGroups groupedEpoch,
    TrainOnGroups groupedTrain,
    PlainLoss plainLoss,
    PlainTrain plainTrain,
    BatchSums batchSums) {

  /** The arguments of {@link VectorDescent32}'s kernels of an epoch. */
  public interface OnVectors
      extends Task9<
          KernelContext, Rows32, Rows32, Rows32, float[], double[], double[], double[], int[]> {}

  /** The arguments of {@link VectorDescent32}'s descent. */
  public interface TrainOnVectors
      extends Task11<
          KernelContext,
          Rows32,
          Rows32,
          Rows32,
          float[],
          double[],
          double[],
          double[],
          int[],
          IntArray,
          DoubleArray> {}

  /** The arguments of {@link Grouped32}'s kernels of an epoch. */
  public interface OnGroups
      extends Task10<
          KernelContext,
          float[],
          float[],
          float[],
          float[],
          double[],
          double[],
          double[],
          double[],
          int[]> {}

  /** The arguments of {@link Grouped32}'s descent. */
  public interface TrainOnGroups
      extends Task11<
          KernelContext,
          float[],
          float[],
          float[],
          float[],
          double[],
          double[],
          double[],
          double[],
          int[],
          IntArray> {}

  /** The arguments of {@link BatchSums32}'s kernel. */
  public interface BatchSums
      extends Task7<KernelContext, Rows32, Rows32, Rows32, double[], double[], int[]> {}

  /** The arguments of a plain loss. */
  public interface PlainLoss
      extends Task8<float[], float[], float[], float[], double[], double[], int[], Integer> {}

  /** The arguments of a plain descent. */
  public interface PlainTrain
      extends Task10<
          float[],
          float[],
          float[],
          float[],
          double[],
          double[],
          double[],
          double[],
          double[],
          int[]> {}
}
