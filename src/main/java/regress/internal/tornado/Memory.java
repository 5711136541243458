package regress.internal.tornado;

/**
 * How much of a device's memory a plan may take.
 *
 * @param bytes most bytes in all
 * @param arrayBytes no single array may have so many
 */
record Memory(long bytes, long arrayBytes) {
  /** As much as there is. */
  static final Memory ANY = new Memory(Long.MAX_VALUE, Long.MAX_VALUE);

  /** This, but no more than so many bytes in all. */
  Memory atMost(long limit) {
    return new Memory(Math.min(bytes, limit), arrayBytes);
  }
}
