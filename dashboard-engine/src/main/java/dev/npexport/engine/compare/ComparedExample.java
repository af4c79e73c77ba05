package dev.npexport.engine.compare;

/**
 * One example row.
 *
 * @param binMin -1 for the top group
 * @param qualifying index in {@code tokens} of the place that the example is shown for; -1 for the
 *     place before the first
 */
record ComparedExample(
    double binMin,
    double binMax,
    double binContains,
    TokenText[] tokens,
    double[] values,
    int qualifying) {

  boolean isTop() {
    return binMin == -1;
  }

  boolean hasPlace() {
    return qualifying >= 0 && qualifying < values.length;
  }

  double atPlace() {
    return values[qualifying];
  }

  boolean showsSamePrompt(ComparedExample other) {
    if (tokens.length != other.tokens.length) {
      return false;
    }
    for (int i = 0; i < tokens.length; i++) {
      if (!tokens[i].same(other.tokens[i])) {
        return false;
      }
    }
    return true;
  }
}
