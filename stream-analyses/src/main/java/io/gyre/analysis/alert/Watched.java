package io.gyre.analysis.alert;

import io.gyre.analysis.line.LineResult;
import io.gyre.ctf.filter.GlobPattern;

/** Which answers a rule is on. */
record Watched(GlobPattern analysis, LineResult.Scope scope, GlobPattern host) {

    boolean has(Answer answer) {
        return answer.scope() == scope && analysis.matches(answer.analysis()) && host.matches(answer.line().host());
    }
}
