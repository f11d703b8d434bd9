package io.gyre.ctf.interpret;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.Role;

/** Learns what fields with a role say. */
public interface RoleSink {
    /** For scopes whose roles are known already. */
    RoleSink NONE = new RoleSink() {
        @Override
        public void take(Role role, long value, int bits, long position) {}

        @Override
        public void takeUuid(byte[] buffer, long position) {}
    };

    /**
     * @param bits the field's length
     * @param position after the field
     */
    void take(Role role, long value, int bits, long position) throws DataStreamException;

    /** @param position of the first of 16 bytes */
    void takeUuid(byte[] buffer, long position) throws DataStreamException;
}
