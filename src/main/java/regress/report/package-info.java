/**
 * How results look: text for people, documents for programs, pictures.
 *
 * <p>Nothing is computed here. Documents need Jackson on the class path, pictures XChart.
 */
@NullMarked
package regress.report;

import org.jspecify.annotations.NullMarked;
