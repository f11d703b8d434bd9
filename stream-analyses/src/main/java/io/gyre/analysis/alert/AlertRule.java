package io.gyre.analysis.alert;

import io.gyre.chunk.SessionKey;
import java.util.OptionalLong;

/** A rule on the answers of one session line, or on a host. Immutable. */
public sealed interface AlertRule permits LimitRule, AbsenceRule, StaleRule {

    /** {@return its name, which no other rule of the file has} */
    String name();

    /** {@return the rule as it is written} */
    String text();

    /** {@return whether it looks into answers of this kind} */
    boolean reads(Answer.Kind kind);

    /** {@return what an answer makes of a state} Answers come in the order of their time. */
    AlertStep observe(AlertState state, Answer answer);

    /** {@return what it makes of a state that it is now this late and nothing more has come of the line} */
    AlertStep advance(AlertState state, SessionKey line, long nowNs);

    /** {@return how many nanoseconds it waits for something to come; empty when it does not wait} */
    OptionalLong patienceNs();
}
