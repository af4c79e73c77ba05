package dev.npexport.engine.archive.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;

/** JSON without blanks, as UTF-8. */
public final class CompactJson {

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          // rows end by a line feed that is written by hand
          .rootValueSeparator((String) null)
          // else a character beyond U+FFFF is escaped in one method and raw in the other
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  private CompactJson() {}

  public static JsonGenerator generator(OutputStream out) throws IOException {
    return JSON.createGenerator(out);
  }
}
