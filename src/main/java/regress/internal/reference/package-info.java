/** The Commons Math fit that all others are checked against. */
package regress.internal.reference;
