package dev.npexport.api.feature.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.npexport.api.NpexportConfig;
import dev.npexport.model.sae.RegisteredSae;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Keeps the tables of the SAEs that are looked at. What changed of one is read again once the
 * number that the database gives an SAE's features with every change is a larger one.
 */
@ApplicationScoped
public class FeatureTables {

  /** SAEs that may be read at the same time, two with the same remainder after each other. */
  private static final int LOCKS = 4;

  private static final int BYTES_IN_KIB = 1024;

  private final FeatureSource source;
  private final long bytes;
  private final Cache<UUID, FeatureTable> tables;
  private final ReentrantLock[] reading =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

  @Inject
  FeatureTables(FeatureSource source, NpexportConfig config) {
    this(source, config.featureTables().asLongValue());
  }

  FeatureTables(FeatureSource source, long bytes) {
    this.source = source;
    this.bytes = bytes;
    this.tables =
        Caffeine.newBuilder()
            .maximumWeight(bytes / BYTES_IN_KIB)
            .weigher((UUID sae, FeatureTable table) -> (int) (table.bytes() / BYTES_IN_KIB))
            .build();
  }

  /** The features of an SAE, not older than what was read of it. */
  public FeatureTable of(RegisteredSae sae) {
    return kept(sae).filter(table -> isNow(table, sae)).orElseGet(() -> read(sae));
  }

  /** Lets go at once of what takes more memory than there is, instead of soon. */
  void clean() {
    tables.cleanUp();
  }

  private Optional<FeatureTable> kept(RegisteredSae sae) {
    return Optional.ofNullable(tables.getIfPresent(sae.id));
  }

  private FeatureTable read(RegisteredSae sae) {
    ReentrantLock lock = reading[Math.floorMod(sae.id.hashCode(), LOCKS)];
    lock.lock();
    try {
      Optional<FeatureTable> kept = kept(sae);
      if (kept.filter(table -> isNow(table, sae)).isPresent()) {
        return kept.get();
      }
      long now = sae.featuresVersion;
      FeatureTable table =
          kept.map(old -> old.updated(now))
              .orElseGet(
                  () ->
                      FeatureTable.read(sae.id, now, new FeatureColumns(sae.dSae, bytes), source));
      tables.put(sae.id, table);
      return table;
    } finally {
      lock.unlock();
    }
  }

  /** Others may have read the SAE later. */
  private static boolean isNow(FeatureTable table, RegisteredSae sae) {
    return table.version() >= sae.featuresVersion;
  }
}
