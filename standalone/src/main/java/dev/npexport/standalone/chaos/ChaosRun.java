package dev.npexport.standalone.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.standalone.launch.LaunchException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Breaks a whole installation again and again while it exports, and looks what comes of it. */
public final class ChaosRun implements AutoCloseable {

  private static final int REGISTRATIONS = 10;

  private final ChaosConfig config;
  private final Consumer<String> notes;
  private final Cluster cluster;
  private final Tally tally = new Tally();

  /**
   * @param notes hears what happens, one line each
   */
  public ChaosRun(ChaosConfig config, Consumer<String> notes) {
    this.config = config;
    this.notes = notes;
    this.cluster = new Cluster(config);
  }

  /** Runs every round. */
  public ChaosReport run() throws InterruptedException {
    long begin = System.nanoTime();
    notes.accept("starting PostgreSQL, the broker, the API and the workers");
    cluster.start();
    ChaosApi api = new ChaosApi(cluster.url());
    Messages messages = new Messages(cluster.broker());
    String sae = register(api);
    List<Variant> variants = undisturbed(api, sae, messages);
    List<List<Fault>> rounds = Schedule.of(config.seed(), config.faults(), kinds()).rounds();
    int played = 0;
    for (int number = 1; number <= rounds.size(); number++) {
      if (config.onlyRound().isPresent() && config.onlyRound().get() != number) {
        continue;
      }
      List<Fault> faults = rounds.get(number - 1);
      notes.accept(
          "round %d of %d: %d faults, %s s so far, %d violations"
              .formatted(
                  number,
                  rounds.size(),
                  faults.size(),
                  String.format(Locale.ROOT, "%.0f", seconds(begin)),
                  tally.violations().size()));
      Load load = new Load(api, sae, variants, tally, messages);
      new Round(cluster, api, messages, load, tally, notes)
          .run(number, faults, config.jobs(), config.seed() * 1_000 + number);
      played++;
    }
    return new ChaosReport(
        config.seed(),
        cluster.broker().name(),
        config.workers(),
        played,
        tally.byKind(),
        tally.missedFaults(),
        tally.jobs(),
        tally.ends(),
        tally.violations(),
        seconds(begin));
  }

  private Set<FaultKind> kinds() {
    Set<FaultKind> kinds = EnumSet.allOf(FaultKind.class);
    if (!cluster.volume().canBeFilled()) {
      notes.accept("disk_full is left out: only root can mount a small tmpfs to fill");
      kinds.remove(FaultKind.DISK_FULL);
    }
    return kinds;
  }

  private String register(ChaosApi api) throws InterruptedException {
    Path sample = config.installation().sample();
    ObjectNode body = new ObjectMapper().createObjectNode();
    body.put("name", "state-of-the-whale-res");
    body.put("sae_path", sample.resolve("sae").toString());
    body.put("model_path", sample.resolve("model").toString());
    body.put("activations_path", sample.resolve("activations/columnar.safetensors").toString());
    body.put("labels_path", sample.resolve("labels.jsonl").toString());
    ChaosApi.Answer answer = api.register(body);
    for (int again = 0; answer.isAway() && again < REGISTRATIONS; again++) {
      answer = api.register(body); // a busy machine; it finds the SAE that the last one made
    }
    if (!answer.isSuccess()) {
      throw new LaunchException("the sample cannot be registered: " + answer);
    }
    return answer.body().path("id").asText();
  }

  /** What every export is when nothing disturbs it. */
  private List<Variant> undisturbed(ChaosApi api, String sae, Messages messages)
      throws InterruptedException {
    List<Variant> measured = new ArrayList<>();
    for (Variant variant : Variant.all()) {
      Tally alone = new Tally();
      Load load = new Load(api, sae, List.of(variant), alone, messages);
      load.calm();
      load.export(
          variant,
          "undisturbed-%d-%d".formatted(config.seed(), measured.size()),
          OptionalLong.empty());
      JsonNode row =
          load.completed().values().stream()
              .findFirst()
              .orElseThrow(
                  () ->
                      new LaunchException(
                          "an undisturbed export was not completed: " + alone.violations()));
      notes.accept(
          "undisturbed: %d features in %d shards, sha256 %s"
              .formatted(
                  row.path("feature_count").asInt(),
                  row.path("shards").size(),
                  row.path("sha256").asText()));
      measured.add(
          variant.measured(row.path("sha256").asText(), row.path("file_size_bytes").asLong()));
      api.delete(row.path("id").asText());
    }
    return measured;
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  @Override
  public void close() {
    cluster.close();
  }
}
