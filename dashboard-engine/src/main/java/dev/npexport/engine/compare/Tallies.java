package dev.npexport.engine.compare;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tallies of all fields, and the fields that one side alone has shown. */
final class Tallies {

  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final Set<String> inA = new LinkedHashSet<>();
  private final Set<String> inB = new LinkedHashSet<>();

  Tally of(String field) {
    return tallies.computeIfAbsent(field, Tally::new);
  }

  void seen(Set<String> fieldsOfA, Set<String> fieldsOfB) {
    inA.addAll(fieldsOfA);
    inB.addAll(fieldsOfB);
  }

  List<FieldResult> results() {
    return tallies.values().stream().map(Tally::result).toList();
  }

  List<String> onlyInA() {
    return inA.stream().filter(field -> !inB.contains(field)).toList();
  }

  List<String> onlyInB() {
    return inB.stream().filter(field -> !inA.contains(field)).toList();
  }
}
