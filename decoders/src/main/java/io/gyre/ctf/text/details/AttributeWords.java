package io.gyre.ctf.text.details;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes user attributes. */
final class AttributeWords {
    private final Blocks blocks;

    AttributeWords(Blocks blocks) {
        this.blocks = blocks;
    }

    /** Writes each on a line of its own, by name. */
    void values(Map<?, ?> map) {
        var sorted = new TreeMap<String, Object>();
        map.forEach((key, value) -> sorted.put(key.toString(), value));
        sorted.forEach((key, value) -> {
            blocks.newLine().begin(key + ":");
            value(value);
        });
    }

    private void value(Object value) {
        switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> {
                blocks.in();
                values(map);
                blocks.out();
            }
            case List<?> list when !list.isEmpty() -> {
                blocks.add(" Length " + NumberWords.unsigned(list.size()) + ":").in();
                for (int i = 0; i < list.size(); i++) {
                    blocks.newLine().begin("[" + NumberWords.unsigned(i) + "]:");
                    value(list.get(i));
                }
                blocks.out();
            }
            case Map<?, ?> _,List<?> _ -> blocks.add(" Empty");
            case Boolean bool -> blocks.add(" " + (bool ? "Yes" : "No"));
            case Long number -> blocks.add(" " + NumberWords.signed(number));
            case Double number -> blocks.add(" " + NumberWords.real(number));
            default -> blocks.add(" " + value);
        }
    }
}
