package dev.npexport.engine.archive.text;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.npexport.engine.format.tokenizer.Vocabulary;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Token strings encoded once: the same few thousand are written millions of times. Safe for
 * concurrent use.
 */
public final class TokenTexts {

  private final Vocabulary vocabulary;
  private final AtomicReferenceArray<SerializableString> packaged;
  private final AtomicReferenceArray<SerializableString> inRows;

  public TokenTexts(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.packaged = new AtomicReferenceArray<>(vocabulary.size());
    this.inRows = new AtomicReferenceArray<>(vocabulary.size());
  }

  /** The token as {@code features/} shows it. */
  public SerializableString packaged(int id) {
    if (id < 0 || id >= packaged.length()) {
      return new SerializedString(Texts.wellFormed(vocabulary.text(id)));
    }
    SerializableString known = packaged.get(id);
    if (known == null) {
      known = new SerializedString(Texts.wellFormed(vocabulary.text(id)));
      packaged.set(id, known);
    }
    return known;
  }

  /** The token as the Neuronpedia rows show it. */
  public SerializableString inRow(int id) {
    if (id < 0 || id >= inRows.length()) {
      return new SerializedString(Texts.forRow(vocabulary.text(id)));
    }
    SerializableString known = inRows.get(id);
    if (known == null) {
      known = new SerializedString(Texts.forRow(vocabulary.text(id)));
      inRows.set(id, known);
    }
    return known;
  }
}
