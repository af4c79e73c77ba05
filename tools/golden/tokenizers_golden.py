"""Trains four small tokenizers and writes what the tokenizers library says their tokens are.

usage: python tokenizers_golden.py SAMPLE_PROMPTS TARGET_FOLDER     (needs: pip install tokenizers==0.23.*)

A token's text is what decoding it after another token adds (alone, some decoders treat a first token
differently); WordPiece's blank between words is kept out of it.
"""
import json, pathlib, sys
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

prompts, target = sys.argv[1], pathlib.Path(sys.argv[2])
english = [json.loads(line)['text'] for line in open(prompts, encoding='utf-8')][:40]
other = ['Grüße aus Köln: größer, schöner, Straße.', 'Ελληνικά γράμματα και λέξεις', '日本語の文章です。東京', 'emoji 😀😀🎉 👍🏽 and naïve café — “quotes”'] * 5
text = english + other
probes = ['Call me Ishmael, said the whale.', 'Grüße aus Köln 😀', '日本語と русский текст 👍🏽', 'unseen: ǅ ∮ 漢字 🜁', 'two  blanks\n\tand lines']
special = ['<s>', '</s>', '<pad>', '<unk>']

def family(name, tokenizer, trainer, anchor):
    tokenizer.train_from_iterator(text, trainer)
    folder = target / name; folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / 'tokenizer.json'))
    j = json.loads((folder / 'tokenizer.json').read_text())
    j['added_tokens'] = [e for e in j['added_tokens'] if not e['content'].startswith('<0x')]  # bytes are pieces, as in Llama's file
    (folder / 'tokenizer.json').write_text(json.dumps(j, ensure_ascii=False)); tokenizer = Tokenizer.from_file(str(folder / 'tokenizer.json'))
    decode = lambda ids: tokenizer.decode(ids, skip_special_tokens=False)
    a = tokenizer.token_to_id(anchor); before = decode([a]); added = {t for t in special if tokenizer.token_to_id(t) is not None}
    texts = []
    for i in range(tokenizer.get_vocab_size()):
        piece = tokenizer.id_to_token(i); whole = decode([a, i]); assert whole.startswith(before), (whole, before)
        t = piece if piece in added else whole[len(before):]
        if name in ('wordpiece', 'wordlevel') and piece not in added and not piece.startswith('##'): t = t.removeprefix(' ')
        texts.append(t)
    runs = []
    for p in probes:
        ids = tokenizer.encode(p, add_special_tokens=False).ids
        runs.append({'ids': ids, 'joined': decode([a, *ids])[len(before):]})
    (folder / 'golden.json').write_text(json.dumps({'anchor': a, 'texts': texts, 'runs': runs}, ensure_ascii=False))
    print(name, len(texts), [r['joined'] for r in runs])

t = Tokenizer(models.BPE()); t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False); t.decoder = decoders.ByteLevel()
family('byte-level', t, trainers.BpeTrainer(vocab_size=700, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False), 'a')

t = Tokenizer(models.BPE(unk_token='<unk>', byte_fallback=True, fuse_unk=True)); t.normalizer = normalizers.Sequence([normalizers.Prepend('▁'), normalizers.Replace(' ', '▁')])
t.decoder = decoders.Sequence([decoders.Replace('▁', ' '), decoders.ByteFallback(), decoders.Fuse()])
family('byte-fallback', t, trainers.BpeTrainer(vocab_size=700, special_tokens=special + [f'<0x{b:02X}>' for b in range(256)], show_progress=False), 'a')

t = Tokenizer(models.Unigram()); t.pre_tokenizer = pre_tokenizers.Metaspace(); t.decoder = decoders.Metaspace()
family('unigram', t, trainers.UnigramTrainer(vocab_size=500, special_tokens=special, unk_token='<unk>', show_progress=False), 'a')

t = Tokenizer(models.WordPiece(unk_token='<unk>')); t.pre_tokenizer = pre_tokenizers.BertPreTokenizer(); t.decoder = decoders.WordPiece(cleanup=False)
family('wordpiece', t, trainers.WordPieceTrainer(vocab_size=700, special_tokens=special, show_progress=False), 'a')
