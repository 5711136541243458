package regress;

/** What an interval around a prediction covers. */
public enum IntervalOf {
  /** The mean of the target in rows like this. */
  MEAN,
  /** The target in one more row like this: the mean, and how far a row is from it. */
  NEW
}
