package dev.npexport.api.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {

  private final NavigableMap<String, S3Object> bucket = new TreeMap<>();

  @Test
  void listsKeysThatBeginWithThePrefix() {
    put("v1/m/s/features/batch-0", "v1/m/s/features-old", "v1/m/s/activations/batch-0");
    assertThat(keys("prefix", "v1/m/s/features"))
        .containsExactly("v1/m/s/features-old", "v1/m/s/features/batch-0");
    assertThat(keys("prefix", "v1/m/s/features/")).containsExactly("v1/m/s/features/batch-0");
    assertThat(keys("prefix", "v2")).isEmpty();
  }

  @Test
  void rollsUpWhatLiesBelowTheDelimiter() {
    put("a", "b/1", "b/2", "b/c/3", "d");
    Listing listing = listing("delimiter", "/");
    assertThat(listing.files()).extracting(Map.Entry::getKey).containsExactly("a", "d");
    assertThat(listing.prefixes()).containsExactly("b/");
    assertThat(listing.count()).isEqualTo(3);
    Listing below = listing("delimiter", "/", "prefix", "b/");
    assertThat(below.files()).extracting(Map.Entry::getKey).containsExactly("b/1", "b/2");
    assertThat(below.prefixes()).containsExactly("b/c/");
  }

  @Test
  void givesEveryKeyAndPrefixOnceOverAnyPages() {
    Random random = new Random(3);
    for (int i = 0; i < 400; i++) {
      put("%d/%d/%d".formatted(random.nextInt(9), random.nextInt(9), random.nextInt(9)));
    }
    for (String delimiter : List.of("", "/")) {
      for (int size : List.of(1, 2, 7, 1000)) {
        List<String> pages = pages(delimiter, "3/", size);
        Listing whole = listing("prefix", "3/", "delimiter", delimiter);
        TreeSet<String> all = new TreeSet<>(whole.prefixes());
        whole.files().forEach(file -> all.add(file.getKey()));
        assertThat(pages).as("%s by %d", delimiter, size).containsExactlyElementsOf(all);
      }
    }
  }

  @Test
  void startsAfterAKey() {
    put("a", "b", "c");
    assertThat(keys("start-after", "a")).containsExactly("b", "c");
    assertThat(keys("start-after", "aa")).containsExactly("b", "c");
  }

  @Test
  void givesAtMostAThousand() {
    for (int i = 0; i < 1_100; i++) {
      put("k" + i);
    }
    Listing listing = listing("max-keys", "5000");
    assertThat(listing.count()).isEqualTo(1_000);
    assertThat(listing.last()).isPresent();
    Listing none = listing("max-keys", "0");
    assertThat(none.count()).isZero();
    assertThat(none.last()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "max-keys,-1",
    "max-keys,x",
    "list-type,3",
    "encoding-type,x",
    "continuation-token,%"
  })
  void refusesValuesThatMeanNothing(String name, String value) {
    assertThatThrownBy(() -> listing(name, value))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.code()).isEqualTo(S3Code.INVALID_ARGUMENT))
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"acl", "versions", "uploads"})
  void saysWhatItDoesNotKnow(String name) {
    assertThatThrownBy(() -> listing(name, ""))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.code()).isEqualTo(S3Code.NOT_IMPLEMENTED))
        .hasMessageContaining(name);
  }

  private List<String> pages(String delimiter, String prefix, int size) {
    List<String> found = new ArrayList<>();
    String token = "";
    while (true) {
      Listing page =
          token.isEmpty()
              ? listing("delimiter", delimiter, "prefix", prefix, "max-keys", "" + size)
              : listing(
                  "delimiter",
                  delimiter,
                  "prefix",
                  prefix,
                  "max-keys",
                  "" + size,
                  "continuation-token",
                  token);
      TreeSet<String> shown = new TreeSet<>(page.prefixes());
      page.files().forEach(file -> shown.add(file.getKey()));
      found.addAll(shown);
      assertThat(shown).hasSizeLessThanOrEqualTo(size);
      if (page.last().isEmpty()) {
        return found;
      }
      token = ListRequest.token(page.last().get());
    }
  }

  private List<String> keys(String... query) {
    return listing(query).files().stream().map(Map.Entry::getKey).toList();
  }

  private Listing listing(String... query) {
    MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    parameters.add("list-type", "2");
    for (int i = 0; i < query.length; i += 2) {
      parameters.putSingle(query[i], query[i + 1]);
    }
    return Listing.of(bucket, ListRequest.of(parameters));
  }

  private void put(String... keys) {
    for (String key : keys) {
      bucket.put(
          key, new S3Object(1, "00", Instant.EPOCH, new S3Object.Source.Made(new byte[] {1})));
    }
  }
}
