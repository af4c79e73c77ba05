package dev.npexport.standalone.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What has happened so far; told from many threads. */
final class Tally {

  private final Map<FaultKind, Integer> injected = new EnumMap<>(FaultKind.class);
  private final Map<String, Integer> ends = new TreeMap<>();
  private final Set<String> violations = new LinkedHashSet<>();
  private int jobs;
  private int missed;

  synchronized void injected(FaultKind kind) {
    injected.merge(kind, 1, Integer::sum);
  }

  /** A fault that found nothing to hit. */
  synchronized void missed() {
    missed++;
  }

  synchronized void job() {
    jobs++;
  }

  /** An attempt of a job ended. */
  synchronized void end(String how) {
    ends.merge(how, 1, Integer::sum);
  }

  synchronized void violation(String text) {
    violations.add(text);
  }

  synchronized Map<FaultKind, Integer> byKind() {
    return Collections.unmodifiableMap(new EnumMap<>(injected));
  }

  synchronized Map<String, Integer> ends() {
    return new TreeMap<>(ends);
  }

  synchronized List<String> violations() {
    return new ArrayList<>(violations);
  }

  synchronized int jobs() {
    return jobs;
  }

  synchronized int missedFaults() {
    return missed;
  }
}
