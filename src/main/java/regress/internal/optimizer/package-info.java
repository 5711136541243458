/**
 * How parameters move: host code that drives an engine's passes, and works on the few numbers that
 * they return.
 *
 * <p>No optimizer knows which engine runs, and none walks over an engine's arrays.
 */
package regress.internal.optimizer;
