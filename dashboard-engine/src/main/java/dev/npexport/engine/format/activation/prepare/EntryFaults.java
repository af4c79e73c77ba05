package dev.npexport.engine.format.activation.prepare;

import dev.npexport.engine.format.activation.EntryBlock;
import dev.npexport.engine.format.activation.EntryPart;
import dev.npexport.engine.format.activation.PlaceIndex;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers what is wrong with the entries of a part. Of each kind the first is told in full, with
 * the number of all, so that a file of nonsense gives a few sentences and not millions.
 */
final class EntryFaults {

  static final String TWICE = "is stored twice";

  private final EntryPart part;
  private final PlaceIndex places;
  private final Map<String, Fault> byKind = new TreeMap<>();

  EntryFaults(EntryPart part, PlaceIndex places) {
    this.part = part;
    this.places = places;
  }

  private record Fault(ProblemCode code, long entry, String message, long count) {

    Fault again() {
      return new Fault(code, entry, message, count + 1);
    }
  }

  /** An index that is out of range. */
  void index(EntryBlock block, int i, boolean featureInside, int place) {
    if (!featureInside) {
      String range = part.firstFeature() + " to " + (part.endFeature() - 1);
      add(
          ProblemCode.INDEX_OUT_OF_RANGE,
          block,
          i,
          "has a feature outside the " + range + " held here");
    } else if (place == PlaceIndex.NO_PROMPT) {
      add(
          ProblemCode.INDEX_OUT_OF_RANGE,
          block,
          i,
          "has a prompt outside 0 to " + (places.prompts() - 1));
    } else {
      add(
          ProblemCode.INDEX_OUT_OF_RANGE,
          block,
          i,
          "has a position outside its prompt of " + places.length(block.prompts[i]) + " tokens");
    }
  }

  /** A value that is not finite, or is not once it is folded. */
  void notFinite(EntryBlock block, int i) {
    double stored = block.values[i];
    add(
        ProblemCode.NOT_FINITE,
        block,
        i,
        Double.isFinite(stored)
            ? "has a value that is too large for float32 when its decoder row's length is folded in"
            : "has the value " + stored);
  }

  void add(ProblemCode code, EntryBlock block, int i, String what) {
    String kind = code + what;
    Fault known = byKind.get(kind);
    if (known != null) {
      byKind.put(kind, known.again());
      return;
    }
    if (byKind.size() < 20) {
      byKind.put(kind, new Fault(code, block.first() + i, name(block, i) + " " + what, 1));
    }
  }

  /** An entry by its indices, "?" where one does not fit an int. */
  static String name(EntryBlock block, int i) {
    return "feature "
        + index(block.features[i])
        + ", prompt "
        + index(block.prompts[i])
        + ", position "
        + index(block.positions[i]);
  }

  private static String index(int value) {
    return value < 0 ? "?" : Integer.toString(value);
  }

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Fault fault : byKind.values()) {
      String more = fault.count() > 1 ? " (" + fault.count() + " such entries)" : "";
      problems.add(part.problem(fault.code(), fault.entry(), fault.message() + more));
    }
    return problems;
  }
}
