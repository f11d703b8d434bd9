package io.gyre.analysis.kernel.text;

import io.gyre.ctf.bind.Text;
import java.nio.charset.StandardCharsets;

/** Strings as handlers get them. */
public final class Texts {
    private Texts() {}

    public static Text of(String value) {
        var text = new Text();
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        text.wrap(bytes, 0, bytes.length);
        return text;
    }
}
