package io.gyre.analysis.alert;

import io.gyre.analysis.line.LineResult;
import io.gyre.ctf.filter.GlobPattern;

/** Which answers a rule is on. */
record Watched(GlobPattern analysis, LineResult.Scope scope, GlobPattern host) {

    boolean has(Answer.Kind kind) {
        return isBeside(kind) && analysis.matches(kind.analysis());
    }

    /** {@return whether an answer, of whatever analysis, is about as much of a line that the rule is on} */
    boolean isBeside(Answer.Kind kind) {
        return kind.scope() == scope && host.matches(kind.host());
    }
}
