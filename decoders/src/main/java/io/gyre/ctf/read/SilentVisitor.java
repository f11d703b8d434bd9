package io.gyre.ctf.read;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;

/** Takes every field and does nothing: the base for visitors that want few of the calls. */
public class SilentVisitor implements FieldVisitor {
    @Override
    public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
            long timestampNs) {}

    @Override
    public void beginScope(Scope scope, FieldNode root) {}

    @Override
    public void endScope(Scope scope) {}

    @Override
    public void endEvent() {}

    @Override
    public void abortEvent() {}

    @Override
    public void beginStructure(FieldNode node) {}

    @Override
    public void endStructure(FieldNode node) {}

    @Override
    public void beginArray(FieldNode node, long length) {}

    @Override
    public void endArray(FieldNode node) {}

    @Override
    public void beginVariant(FieldNode node, int option) {}

    @Override
    public void endVariant(FieldNode node) {}

    @Override
    public void beginOptional(FieldNode node, boolean present) {}

    @Override
    public void endOptional(FieldNode node) {}

    @Override
    public void integer(FieldNode node, long value) {}

    @Override
    public void bool(FieldNode node, boolean value) {}

    @Override
    public void floatingPoint(FieldNode node, double value) {}

    @Override
    public void string(FieldNode node, byte[] buffer, int offset, int length) {}

    @Override
    public void blob(FieldNode node, byte[] buffer, int offset, int length) {}
}
