package io.gyre.analysis.alert;

import io.gyre.chunk.SessionKey;

/** A rule on the answers of one session line. Immutable. */
public sealed interface AlertRule permits LimitRule, AbsenceRule {

    /** {@return its name, which no other rule of the file has} */
    String name();

    /** {@return the rule as it is written} */
    String text();

    /** {@return what an answer makes of a state} Answers come in the order of their time. */
    AlertStep observe(AlertState state, Answer answer);

    /** {@return what it makes of a state that it is now this late and nothing more has come of the line} */
    AlertStep advance(AlertState state, SessionKey line, long nowNs);
}
