package dev.npexport.engine.format.pickle;

import dev.npexport.engine.format.pickle.PickleValue.Bool;
import dev.npexport.engine.format.pickle.PickleValue.Dict;
import dev.npexport.engine.format.pickle.PickleValue.Global;
import dev.npexport.engine.format.pickle.PickleValue.Int;
import dev.npexport.engine.format.pickle.PickleValue.None;
import dev.npexport.engine.format.pickle.PickleValue.Real;
import dev.npexport.engine.format.pickle.PickleValue.Sequence;
import dev.npexport.engine.format.pickle.PickleValue.Text;
import dev.npexport.engine.format.pickle.PickleValue.Tuple;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a pickle that holds tensors and plain containers and nothing else. It builds values only;
 * nothing that a pickle names is ever loaded or called, and an opcode or name that is not one of
 * the few needed is refused by its name.
 */
final class Unpickler {

  /**
   * A state dictionary has a few dozen tensors; each takes about forty steps. A step is one byte of
   * the file and may make an object of a hundred.
   */
  private static final int MOST_STEPS = 10_000;

  private static final int NEWEST_PROTOCOL = 5;

  private final PickleBytes in;
  private final TensorBuilder builder;
  private final List<PickleValue> stack = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final Map<Integer, PickleValue> memo = new HashMap<>();
  private int steps;

  private Unpickler(PickleBytes in, TensorBuilder builder) {
    this.in = in;
    this.builder = builder;
  }

  /**
   * The value that a pickle holds.
   *
   * @throws dev.npexport.engine.problem.InputException naming the opcode or global and its place
   */
  static PickleValue read(Path file, byte[] pickle, TensorBuilder builder) {
    return new Unpickler(new PickleBytes(file, pickle), builder).read();
  }

  private PickleValue read() {
    for (Opcode opcode = in.opcode(); opcode != Opcode.STOP; opcode = in.opcode()) {
      step(opcode);
    }
    PickleValue result = pop();
    if (!stack.isEmpty()) {
      throw in.malformed("the pickle leaves more than one value");
    }
    return result;
  }

  private void step(Opcode opcode) {
    switch (opcode) {
      case PROTO -> {
        int protocol = in.unsignedByte();
        if (protocol > NEWEST_PROTOCOL) {
          throw in.malformed("pickle protocol " + protocol + " is not known");
        }
      }
      // How many bytes follow does not matter to a reader that has all of them.
      case FRAME -> in.signedLong();
      case MARK -> mark();
      case NONE -> push(new None());
      case NEWTRUE -> push(new Bool(true));
      case NEWFALSE -> push(new Bool(false));
      case BININT -> push(new Int(in.signedInt()));
      case BININT1 -> push(new Int(in.unsignedByte()));
      case BININT2 -> push(new Int(in.unsignedShort()));
      case LONG1 -> push(new Int(in.twosComplement(in.unsignedByte())));
      case BINFLOAT -> push(new Real(in.bigEndianDouble()));
      case BINUNICODE -> push(new Text(in.text(Integer.toUnsignedLong(in.signedInt()))));
      case SHORT_BINUNICODE -> push(new Text(in.text(in.unsignedByte())));
      case EMPTY_DICT -> push(new Dict(new LinkedHashMap<>()));
      case EMPTY_LIST -> push(new Sequence(new ArrayList<>()));
      case EMPTY_TUPLE -> push(new Tuple(List.of()));
      case TUPLE1 -> push(new Tuple(take(1)));
      case TUPLE2 -> push(new Tuple(take(2)));
      case TUPLE3 -> push(new Tuple(take(3)));
      case TUPLE -> push(new Tuple(sinceMark()));
      case APPEND -> append(take(1));
      case APPENDS -> append(sinceMark());
      case SETITEM -> setItems(take(2));
      case SETITEMS -> setItems(sinceMark());
      case BINPUT -> keep(in.unsignedByte());
      case LONG_BINPUT -> keep(in.signedInt());
      case MEMOIZE -> keep(memo.size());
      case BINGET -> push(recall(in.unsignedByte()));
      case LONG_BINGET -> push(recall(in.signedInt()));
      case GLOBAL -> push(global(in.line(), in.line()));
      case STACK_GLOBAL -> {
        List<PickleValue> names = take(2);
        if (names.getFirst() instanceof Text module && names.getLast() instanceof Text name) {
          push(global(module.value(), name.value()));
        } else {
          throw in.malformed("a global whose name is no text");
        }
      }
      case BINPERSID -> push(builder.storage(in, pop()));
      case REDUCE -> {
        PickleValue arguments = pop();
        push(builder.reduce(in, pop(), arguments));
      }
      case BUILD -> build();
      case STOP -> throw new IllegalStateException("the loop ends at STOP");
      case POP,
          POP_MARK,
          DUP,
          FLOAT,
          INT,
          LONG,
          PERSID,
          STRING,
          BINSTRING,
          SHORT_BINSTRING,
          UNICODE,
          DICT,
          GET,
          INST,
          LIST,
          OBJ,
          PUT,
          NEWOBJ,
          EXT1,
          EXT2,
          EXT4,
          LONG4,
          BINBYTES,
          SHORT_BINBYTES,
          BINUNICODE8,
          BINBYTES8,
          EMPTY_SET,
          ADDITEMS,
          FROZENSET,
          NEWOBJ_EX,
          BYTEARRAY8,
          NEXT_BUFFER,
          READONLY_BUFFER ->
          throw in.malformed(
              "opcode " + opcode + ": only tensors and plain containers are read from a pickle");
    }
  }

  private void push(PickleValue value) {
    count();
    stack.add(value);
  }

  private void mark() {
    count();
    marks.add(stack.size());
  }

  private void keep(int index) {
    count();
    memo.put(index, peek());
  }

  private void count() {
    if (++steps > MOST_STEPS) {
      throw in.malformed("the pickle takes more than " + MOST_STEPS + " steps");
    }
  }

  private PickleValue pop() {
    return take(1).getFirst();
  }

  private PickleValue peek() {
    requireAbove(1);
    return stack.getLast();
  }

  /** The last {@code count} values, taken off the stack. */
  private List<PickleValue> take(int count) {
    requireAbove(count);
    List<PickleValue> top = stack.subList(stack.size() - count, stack.size());
    List<PickleValue> taken = List.copyOf(top);
    top.clear();
    return taken;
  }

  private void requireAbove(int count) {
    int bottom = marks.isEmpty() ? 0 : marks.getLast();
    if (stack.size() - bottom < count) {
      throw in.malformed("the pickle takes a value that is not there");
    }
  }

  private List<PickleValue> sinceMark() {
    if (marks.isEmpty()) {
      throw in.malformed("the pickle takes values up to a mark that is not there");
    }
    int mark = marks.getLast();
    List<PickleValue> taken = take(stack.size() - mark);
    marks.removeLast();
    return taken;
  }

  private PickleValue recall(int index) {
    PickleValue value = memo.get(index);
    if (value == null) {
      throw in.malformed("the pickle recalls value " + index + ", which it has not kept");
    }
    return value;
  }

  private void append(List<PickleValue> items) {
    if (!(peek() instanceof Sequence list)) {
      throw in.malformed("the pickle appends to something that is no list");
    }
    list.items().addAll(items);
  }

  private void setItems(List<PickleValue> items) {
    if (!(peek() instanceof Dict dict) || items.size() % 2 != 0) {
      throw in.malformed("the pickle sets entries of something that is no dict");
    }
    for (int i = 0; i < items.size(); i += 2) {
      if (!(items.get(i) instanceof Text || items.get(i) instanceof Int)) {
        throw in.malformed("a dict has a key that is neither str nor int");
      }
      dict.entries().put(items.get(i), items.get(i + 1));
    }
  }

  private Global global(String module, String name) {
    Global global = new Global(module, name);
    if (!Globals.isKnown(global)) {
      throw in.malformed(
          "global %s: only tensors and plain containers are read from a pickle; save the state_dict() alone"
              .formatted(global));
    }
    return global;
  }

  /** State of an OrderedDict: attributes such as {@code _metadata}, which say nothing of it. */
  private void build() {
    PickleValue state = pop();
    if (!(peek() instanceof Dict && state instanceof Dict)) {
      throw in.malformed("opcode BUILD: the state of something that is no dict");
    }
  }
}
