package io.gyre.analysis.check;

/** What an analysis must keep to. */
public enum Law {
    TIME_ORDER("time-order", "events come in the order of time"), CUT_STARTS_ANEW("cut-starts-anew",
            "after a cut a fold knows nothing: what it gives for no event is the empty partial"), NO_REFERENCES(
                    "no-references",
                    "handlers keep no Text and no packet: those are reused; keep a String, or bytes of your own"), PARTIALS_STAY(
                            "partials-stay",
                            "a partial is never changed after it was handed over: cut must hand over copies, merge must make new ones"), STABLE_ENCODING(
                                    "stable-encoding",
                                    "a partial that is written, read and written again gives the same bytes"), EMPTY_IS_NEUTRAL(
                                            "empty-is-neutral",
                                            "the empty partial changes nothing, on either side"), ASSOCIATIVE(
                                                    "associative",
                                                    "partials of neighbours merge to the same, whichever are merged first");

    private final String code;
    private final String words;

    Law(String code, String words) {
        this.code = code;
        this.words = words;
    }

    /** {@return a stable name} */
    public String code() {
        return code;
    }

    /** {@return what it says} */
    public String words() {
        return words;
    }
}
