package dev.npexport.standalone.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
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
  private final Set<String> retried = new HashSet<>();
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

  /** Known for the whole run: copies of a job's events may come when its round is long over. */
  synchronized void retried(String job) {
    retried.add(job);
  }

  synchronized boolean wasRetried(String job) {
    return retried.contains(job);
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
