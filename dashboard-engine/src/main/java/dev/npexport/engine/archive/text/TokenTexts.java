package dev.npexport.engine.archive.text;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.npexport.engine.format.tokenizer.Vocabulary;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.UnaryOperator;

/**
 * Token strings encoded once: the same few thousand are written millions of times. Safe for
 * concurrent use.
 */
public final class TokenTexts {

  private final Vocabulary vocabulary;
  private final Form packaged;
  private final Form inRows;
  private final ExampleLists examples = new ExampleLists(this);

  public TokenTexts(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.packaged = new Form(vocabulary, Texts::wellFormed);
    this.inRows = new Form(vocabulary, Texts::forRow);
  }

  /** Tokens as {@code features/} shows them. */
  public Form packaged() {
    return packaged;
  }

  /** Tokens as the Neuronpedia rows show them. */
  public Form inRows() {
    return inRows;
  }

  /** The lists of tokens of examples. */
  public ExampleLists examples() {
    return examples;
  }

  /** The tokens' own texts. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** One way to show tokens. */
  public static final class Form {

    private static final int FRAME = "\"\",".length();

    private final Vocabulary vocabulary;
    private final UnaryOperator<String> mend;
    private final AtomicReferenceArray<byte[]> elements;
    private volatile boolean mended;

    private Form(Vocabulary vocabulary, UnaryOperator<String> mend) {
      this.vocabulary = vocabulary;
      this.mend = mend;
      this.elements = new AtomicReferenceArray<>(vocabulary.size());
    }

    /** Writes the token as a value. */
    public void write(JsonGenerator json, int id) throws IOException {
      byte[] element = element(id);
      json.writeRawUTF8String(element, 1, element.length - FRAME);
    }

    /** The token in quotes and a comma, as it stands in a list; not to be changed. */
    byte[] element(int id) {
      if (id < 0 || id >= elements.length()) {
        return encoded(id);
      }
      byte[] known = elements.get(id);
      if (known == null) {
        known = encoded(id);
        elements.set(id, known);
      }
      return known;
    }

    /**
     * Whether a token that was asked for reads otherwise than in the vocabulary. Until then, texts
     * of tokens follow each other as they would were they joined first.
     */
    boolean mended() {
      return mended;
    }

    private byte[] encoded(int id) {
      String original = vocabulary.text(id);
      String shown = mend.apply(original);
      if (!shown.equals(original)) {
        mended = true;
      }
      byte[] text = JsonStringEncoder.getInstance().quoteAsUTF8(shown);
      byte[] element = new byte[text.length + FRAME];
      element[0] = '"';
      System.arraycopy(text, 0, element, 1, text.length);
      element[text.length + 1] = '"';
      element[text.length + 2] = ',';
      return element;
    }
  }
}
