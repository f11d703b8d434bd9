package io.gyre.ctf.tsdl;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.source.Diagnostics;
import io.gyre.ctf.tsdl.syntax.Parser;
import io.gyre.ctf.tsdl.syntax.Repetitions;
import io.gyre.ctf.tsdl.syntax.Source;

/** Reads TSDL, the metadata language of CTF 1.8. */
public final class Tsdl {
    private Tsdl() {}

    /**
     * {@return the trace class that the text describes}
     *
     * @param fileName for error messages
     * @throws MetadataException with the line and column, and what was expected there
     */
    public static TraceClass parse(String text, String fileName) throws MetadataException {
        try {
            return parse(text, fileName, Repetitions.READ_ONCE);
        } catch (MetadataException _) {
            return parse(text, fileName, Repetitions.READ_AGAIN);
        }
    }

    static TraceClass parse(String text, String fileName, Repetitions repetitions) throws MetadataException {
        var source = new Source(text, fileName);
        var diagnostics = new Diagnostics(source::place);
        return TraceClassBuilder.build(Parser.parse(source, diagnostics, repetitions), diagnostics,
                source.text().length());
    }
}
