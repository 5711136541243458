/**
 * Tables, datasets and what reads them.
 *
 * <p>What is validated is validated here, once: engines trust their rows. Nothing here knows what a
 * fit is.
 */
@NullMarked
package regress.data;

import org.jspecify.annotations.NullMarked;
