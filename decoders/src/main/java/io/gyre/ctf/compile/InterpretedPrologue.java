package io.gyre.ctf.compile;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.interpret.InterpretedLoop;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldVisitor;
import io.gyre.ctf.read.PacketCursor;
import java.util.Set;

/** Visits scopes whose generated method would be too large. */
final class InterpretedPrologue extends EventPrologue {
    private final StreamLayout layout;
    private final Set<Scope> scopes;

    InterpretedPrologue(StreamLayout layout, Set<Scope> scopes) {
        this.layout = layout;
        this.scopes = scopes;
    }

    @Override
    public void visit(PacketCursor cursor, byte[] buffer, long start, FieldVisitor visitor)
            throws DataStreamException {
        InterpretedLoop.visitAhead(layout, scopes, cursor, start, visitor);
    }
}
