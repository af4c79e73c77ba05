package dev.npexport.engine.format.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** How JSON from strangers is parsed. */
public final class StrictJson {

  /**
   * No key twice; names are not kept in shared tables, which files made of colliding names could
   * slow down and vocabularies would only fill.
   */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  /** As {@link #FACTORY}, with {@code NaN} and {@code Infinity}, which Python writes. */
  static final JsonFactory PYTHON_FACTORY =
      FACTORY.rebuild().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private StrictJson() {}

  /**
   * A parser of UTF-8 text that does not guess: given bytes, Jackson would also accept UTF-16 and
   * UTF-32, and replace bytes that are not text. Throws {@link
   * java.nio.charset.CharacterCodingException} for those.
   */
  public static JsonParser parser(InputStream in) throws IOException {
    return parser(FACTORY, in);
  }

  static JsonParser parser(JsonFactory factory, InputStream in) throws IOException {
    return factory.createParser(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
  }
}
