/**
 * Kernels of what only a device can do well, in TornadoVM's own types: wide vectors for CPUs,
 * work-groups that share local memory for GPUs. They return the sums of the plain ones, and are
 * tested against them.
 *
 * <p>No validation, no allocation, no objects but losses, no calls that TornadoVM would not inline.
 */
package regress.internal.tornado.kernel;
