package regress.cli;

import picocli.CommandLine.ITypeConverter;

/** Reads a separator: one character, or {@code tab}, which shells make hard to type. */
final class SeparatorOption implements ITypeConverter<Character> {

  @Override
  public Character convert(String text) {
    if (text.equals("tab") || text.equals("\\t")) {
      return '\t';
    }
    if (text.length() != 1) {
      throw Reading.refused("one character or tab", text);
    }
    return text.charAt(0);
  }
}
