package dev.npexport.api.s3;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;

/**
 * What a bucket's name stands for: the id of a completed export for that export alone, any other
 * name for all of them together.
 */
@ApplicationScoped
class Buckets {

  /** The name that Neuronpedia's importer asks for. */
  static final String DEFAULT = "neuronpedia-datasets";

  private final CompletedExports exports;
  private final Archives archives;
  private List<Archives.Tree> merged = List.of();
  private NavigableMap<String, S3Object> all = BucketView.of(merged);

  @Inject
  Buckets(CompletedExports exports, Archives archives) {
    this.exports = exports;
    this.archives = archives;
  }

  /** Files of a bucket by their keys. */
  NavigableMap<String, S3Object> files(String bucket) {
    List<Archives.Tree> trees = archives.of(exports.newestFirst());
    Optional<UUID> export = export(bucket);
    if (export.isEmpty()) {
      return all(trees);
    }
    return trees.stream()
        .filter(tree -> tree.export().id().equals(export.orElseThrow()))
        .findFirst()
        .map(tree -> BucketView.of(List.of(tree)))
        .orElseThrow(
            () ->
                new S3Exception(
                    S3Code.NO_SUCH_BUCKET,
                    "no completed export %s with a tree for Neuronpedia".formatted(bucket)));
  }

  /** Every bucket that is worth a listing. */
  List<Bucket> list() {
    List<Archives.Tree> trees = archives.of(exports.newestFirst());
    List<Bucket> buckets = new ArrayList<>();
    if (!trees.isEmpty()) {
      buckets.add(new Bucket(DEFAULT, trees.getFirst().export().completedAt()));
    }
    trees.forEach(
        tree ->
            buckets.add(new Bucket(tree.export().id().toString(), tree.export().completedAt())));
    return buckets;
  }

  private synchronized NavigableMap<String, S3Object> all(List<Archives.Tree> trees) {
    if (!trees.equals(merged)) {
      all = BucketView.of(trees);
      merged = trees;
    }
    return all;
  }

  private static Optional<UUID> export(String bucket) {
    try {
      return Optional.of(UUID.fromString(bucket)).filter(id -> id.toString().equals(bucket));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A line of the list of buckets. */
  record Bucket(String name, Instant created) {}
}
