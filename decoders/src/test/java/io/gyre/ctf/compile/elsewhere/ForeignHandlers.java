package io.gyre.ctf.compile.elsewhere;

import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import java.util.ArrayList;
import java.util.List;

/** Handlers of a package that the decoder has no part in. */
@SuppressWarnings("UnusedMethod") // called by generated code
public final class ForeignHandlers {
    private ForeignHandlers() {}

    /** {@return a handler whose class and methods nobody else can name} */
    public static Object hidden(List<String> calls) {
        return new Hidden(calls);
    }

    private record Hidden(List<String> calls) {
        @OnEvent("number")
        void number(@Field("value") int value) {
            calls.add("hidden " + value);
        }
    }

    /** A superclass whose method is inherited. */
    public abstract static class Base {
        protected final List<String> calls = new ArrayList<>();

        @OnEvent("number")
        protected void inherited(@Field("value") long value) {
            calls.add("inherited " + value);
        }

        public List<String> calls() {
            return calls;
        }
    }
}
