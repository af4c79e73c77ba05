package dev.npexport.engine.archive;

import dev.npexport.engine.format.tokenizer.Vocabulary;

/** Token {@code i} reads as the i-th text. */
public record FakeVocabulary(String... texts) implements Vocabulary {

  @Override
  public int size() {
    return texts.length;
  }

  @Override
  public boolean knows(int id) {
    return id >= 0 && id < texts.length;
  }

  @Override
  public String text(int id) {
    return knows(id) ? texts[id] : "<|outofrange|>";
  }

  @Override
  public String joined(int[] ids, int from, int to) {
    var joined = new StringBuilder();
    for (int i = from; i < to; i++) {
      joined.append(text(ids[i]));
    }
    return joined.toString();
  }

  @Override
  public int[] specialIds() {
    return new int[0];
  }
}
