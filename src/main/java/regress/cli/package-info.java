/**
 * The command: its options, what it prints and draws, and what it says when something is wrong.
 *
 * <p>Nothing is computed here that a caller of the library would miss.
 */
package regress.cli;
