package dev.npexport.engine.archive.text;

import dev.npexport.engine.dashboard.Example;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The tokens of examples as lists of JSON. Features show the same prompts again and again, so lists
 * of whole prompts are kept, up to a limit. Safe for concurrent use.
 */
public final class ExampleLists {

  /** Bytes of the lists that are kept. */
  private static final long MOST_BYTES = 64L << 20;

  /** What an entry takes beside its list. */
  private static final int ENTRY_BYTES = 96;

  private final TokenTexts tokens;
  private final AtomicLong bytes = new AtomicLong();
  private final Map<Place, byte[]> packaged = new ConcurrentHashMap<>();
  private final Map<Place, byte[]> inRows = new ConcurrentHashMap<>();
  private final Map<Place, byte[]> ids = new ConcurrentHashMap<>();

  ExampleLists(TokenTexts tokens) {
    this.tokens = tokens;
  }

  /** Tokens as {@code features/} shows them; not to be changed. */
  public byte[] packaged(Example example) {
    return list(packaged, example, list -> list.tokens(example.tokenIds(), tokens.packaged()));
  }

  /** Tokens as the Neuronpedia rows show them; not to be changed. */
  public byte[] inRows(Example example) {
    return list(inRows, example, list -> list.tokens(example.tokenIds(), tokens.inRows()));
  }

  /** Token ids; not to be changed. */
  public byte[] ids(Example example) {
    return list(ids, example, list -> list.wholes(example.tokenIds()));
  }

  private byte[] list(Map<Place, byte[]> kept, Example example, Consumer<JsonList> elements) {
    if (example.windowed()) {
      return made(elements); // windows begin anywhere: hardly one is seen again
    }
    Place place =
        new Place(example.promptIndex(), example.windowStart(), example.tokenIds().length);
    byte[] known = kept.get(place);
    if (known == null) {
      known = made(elements);
      int size = known.length + ENTRY_BYTES;
      if (bytes.addAndGet(size) <= MOST_BYTES) {
        kept.put(place, known);
      } else {
        bytes.addAndGet(-size);
      }
    }
    return known;
  }

  private static byte[] made(Consumer<JsonList> elements) {
    JsonList list = new JsonList();
    list.start();
    elements.accept(list);
    return list.ended();
  }

  /** Tokens of a prompt: so many from one position on. */
  private record Place(int prompt, int start, int length) {}
}
