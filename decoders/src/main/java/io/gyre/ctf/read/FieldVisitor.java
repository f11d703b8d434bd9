package io.gyre.ctf.read;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import java.util.EnumSet;
import java.util.Set;

/**
 * Takes every field of every event, in decoding order: the dynamic reader's caller. Strings and blobs are handed as ranges of the
 * packet's buffer, valid during the call.
 *
 * <p>Per event: {@link #beginEvent}, then per scope that the class has {@link #beginScope}, fields, {@link #endScope}, then
 * {@link #endEvent}. Damage in mid-event ends the event with {@link #abortEvent} instead.
 */
public interface FieldVisitor {
    /** {@return the scopes wanted, constant; a reader passes over the others faster than it visits them} */
    default Set<Scope> scopes() {
        return EnumSet.allOf(Scope.class);
    }

    /**
     * @param cycles the default clock's value, full 64 bits; 0 without a clock
     * @param timestampNs nanoseconds from the clock's origin; 0 without a clock
     */
    void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles, long timestampNs);

    /**
     * The members of the root structure follow.
     *
     * <p>Packet header and context are handed with each event too, so that a visitor sees all that belongs to it.
     */
    void beginScope(Scope scope, FieldNode root);

    void endScope(Scope scope);

    void endEvent();

    void abortEvent();

    void beginStructure(FieldNode node);

    void endStructure(FieldNode node);

    void beginArray(FieldNode node, long length);

    void endArray(FieldNode node);

    /** A variant's chosen option follows as one field between these two. */
    void beginVariant(FieldNode node, int option);

    void endVariant(FieldNode node);

    /** An optional's content follows as one field between these two when {@code present}. */
    void beginOptional(FieldNode node, boolean present);

    void endOptional(FieldNode node);

    /** @param value sign-extended or zero-extended to 64 bits, as the class says; bit arrays too */
    void integer(FieldNode node, long value);

    void bool(FieldNode node, boolean value);

    void floatingPoint(FieldNode node, double value);

    /** @param length in bytes, up to but without the first NUL code unit */
    void string(FieldNode node, byte[] buffer, int offset, int length);

    void blob(FieldNode node, byte[] buffer, int offset, int length);
}
