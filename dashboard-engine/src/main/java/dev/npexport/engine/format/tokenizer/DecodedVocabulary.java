package dev.npexport.engine.format.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;

/**
 * A vocabulary whose texts are decoded once.
 *
 * @param texts by id; null where the tokenizer has no token
 * @param parts bytes of the tokens that are not whole characters
 * @param wordStarts tokens with a blank before them in joined text
 */
record DecodedVocabulary(
    String[] texts, Map<Integer, byte[]> parts, BitSet wordStarts, int[] special)
    implements Vocabulary {

  private static final String UNKNOWN = "<|outofrange|>";

  @Override
  public int size() {
    return texts.length;
  }

  @Override
  public boolean knows(int id) {
    return id >= 0 && id < texts.length && texts[id] != null;
  }

  @Override
  public String text(int id) {
    return knows(id) ? texts[id] : UNKNOWN;
  }

  @Override
  public String joined(int[] ids, int from, int to) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = from; i < to; i++) {
      if (i > from && ids[i] >= 0 && wordStarts.get(ids[i])) {
        bytes.write(' ');
      }
      byte[] part = parts.get(ids[i]);
      bytes.writeBytes(part != null ? part : text(ids[i]).getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public int[] specialIds() {
    return special.clone();
  }
}
