/**
 * What an engine is: sessions over problems that take passes over all rows and return sums; the one
 * place that chooses engine, device and mode; and the affine map in which an engine has its
 * columns.
 *
 * <p>No engine lives here, and nothing that decides how parameters move.
 */
package regress.internal.engine;
