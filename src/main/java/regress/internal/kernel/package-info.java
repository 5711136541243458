/**
 * Arithmetic on arrays, the definition of every loss and pass: plain Java methods with
 * {@code @Parallel} loops, which TornadoVM compiles as they are and the jvm engine calls.
 *
 * <p>No validation, no allocation in loops, no objects but losses, nothing from other rooms.
 */
package regress.internal.kernel;
