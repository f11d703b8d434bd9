package io.gyre.ctf.interpret;

import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.FieldVisitor;
import io.gyre.ctf.read.SilentVisitor;
import java.util.Set;

/** Hands on the fields of some scopes. */
final class ScopeFilter extends SilentVisitor {
    private final FieldVisitor target;
    private final Set<Scope> scopes;
    private boolean wanted;

    ScopeFilter(FieldVisitor target, Set<Scope> scopes) {
        this.target = target;
        this.scopes = scopes;
    }

    @Override
    public void beginScope(Scope scope, FieldNode root) {
        wanted = scopes.contains(scope);
        if (wanted) {
            target.beginScope(scope, root);
        }
    }

    @Override
    public void endScope(Scope scope) {
        if (wanted) {
            target.endScope(scope);
        }
    }

    @Override
    public void beginStructure(FieldNode node) {
        if (wanted) {
            target.beginStructure(node);
        }
    }

    @Override
    public void endStructure(FieldNode node) {
        if (wanted) {
            target.endStructure(node);
        }
    }

    @Override
    public void beginArray(FieldNode node, long length) {
        if (wanted) {
            target.beginArray(node, length);
        }
    }

    @Override
    public void endArray(FieldNode node) {
        if (wanted) {
            target.endArray(node);
        }
    }

    @Override
    public void beginVariant(FieldNode node, int option) {
        if (wanted) {
            target.beginVariant(node, option);
        }
    }

    @Override
    public void endVariant(FieldNode node) {
        if (wanted) {
            target.endVariant(node);
        }
    }

    @Override
    public void beginOptional(FieldNode node, boolean present) {
        if (wanted) {
            target.beginOptional(node, present);
        }
    }

    @Override
    public void endOptional(FieldNode node) {
        if (wanted) {
            target.endOptional(node);
        }
    }

    @Override
    public void integer(FieldNode node, long value) {
        if (wanted) {
            target.integer(node, value);
        }
    }

    @Override
    public void bool(FieldNode node, boolean value) {
        if (wanted) {
            target.bool(node, value);
        }
    }

    @Override
    public void floatingPoint(FieldNode node, double value) {
        if (wanted) {
            target.floatingPoint(node, value);
        }
    }

    @Override
    public void string(FieldNode node, byte[] buffer, int offset, int length) {
        if (wanted) {
            target.string(node, buffer, offset, length);
        }
    }

    @Override
    public void blob(FieldNode node, byte[] buffer, int offset, int length) {
        if (wanted) {
            target.blob(node, buffer, offset, length);
        }
    }
}
