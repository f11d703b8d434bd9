package io.gyre.ctf.compile;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import io.gyre.ctf.layout.Instruction;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/** Calls a visitor for each field of the scopes it wants. */
final class VisitorSink implements FieldSink {
    private static final MethodTypeDesc MTD_NODE = MethodTypeDesc.of(CD_void, Descriptors.CD_NODE);
    private static final MethodTypeDesc MTD_NODE_LONG = MethodTypeDesc.of(CD_void, Descriptors.CD_NODE, CD_long);
    private static final MethodTypeDesc MTD_NODE_INT = MethodTypeDesc.of(CD_void, Descriptors.CD_NODE, CD_int);
    private static final MethodTypeDesc MTD_NODE_BOOLEAN = MethodTypeDesc.of(CD_void, Descriptors.CD_NODE,
            CD_boolean);
    private static final MethodTypeDesc MTD_NODE_DOUBLE = MethodTypeDesc.of(CD_void, Descriptors.CD_NODE, CD_double);
    private static final MethodTypeDesc MTD_BYTES = MethodTypeDesc.of(CD_void, Descriptors.CD_NODE,
            Descriptors.CD_BYTES, CD_int, CD_int);
    private static final MethodTypeDesc MTD_BEGIN_SCOPE = MethodTypeDesc.of(CD_void, Descriptors.CD_SCOPE,
            Descriptors.CD_NODE);
    private static final MethodTypeDesc MTD_END_SCOPE = MethodTypeDesc.of(CD_void, Descriptors.CD_SCOPE);

    private final CodeBuilder code;
    private final GeneratedClass owner;
    private final int visitor;
    private final Set<Scope> scopes;
    private boolean wanted;

    /** @param visitor the local that holds it */
    VisitorSink(CodeBuilder code, GeneratedClass owner, int visitor, Set<Scope> scopes) {
        this.code = code;
        this.owner = owner;
        this.visitor = visitor;
        this.scopes = scopes;
    }

    @Override
    public boolean wants(FieldNode node) {
        return wanted;
    }

    @Override
    public boolean wantsElements(FieldNode array) {
        return wanted;
    }

    @Override
    public void beforeValue(FieldNode node) {
        code.aload(visitor);
        owner.constant(code, node, Descriptors.CD_NODE);
    }

    @Override
    public void integer(FieldNode node) {
        call("integer", MTD_NODE_LONG);
    }

    @Override
    public void bool(FieldNode node) {
        Track.toBoolean(code);
        call("bool", MTD_NODE_BOOLEAN);
    }

    @Override
    public void floatingPoint(FieldNode node) {
        call("floatingPoint", MTD_NODE_DOUBLE);
    }

    @Override
    public void string(FieldNode node) {
        call("string", MTD_BYTES);
    }

    @Override
    public void blob(FieldNode node) {
        call("blob", MTD_BYTES);
    }

    private void call(String method, MethodTypeDesc type) {
        code.invokeinterface(Descriptors.CD_VISITOR, method, type);
    }

    private void pushScope(Scope scope) {
        code.getstatic(Descriptors.CD_SCOPE, scope.name(), Descriptors.CD_SCOPE);
    }

    @Override
    public void beginScope(Instruction.BeginScope begin) {
        wanted = scopes.contains(begin.scope());
        if (wanted) {
            code.aload(visitor);
            pushScope(begin.scope());
            owner.constant(code, begin.node(), Descriptors.CD_NODE);
            call("beginScope", MTD_BEGIN_SCOPE);
        }
    }

    @Override
    public void endScope(Instruction.EndScope end) {
        if (wanted) {
            code.aload(visitor);
            pushScope(end.scope());
            call("endScope", MTD_END_SCOPE);
        }
    }

    private void callWithNode(String method, FieldNode node) {
        if (wanted) {
            beforeValue(node);
            call(method, MTD_NODE);
        }
    }

    @Override
    public void beginStructure(FieldNode node) {
        callWithNode("beginStructure", node);
    }

    @Override
    public void endStructure(FieldNode node) {
        callWithNode("endStructure", node);
    }

    @Override
    public void beginArray(FieldNode node, Runnable pushLength) {
        if (wanted) {
            beforeValue(node);
            pushLength.run();
            call("beginArray", MTD_NODE_LONG);
        }
    }

    @Override
    public void endArray(FieldNode node) {
        callWithNode("endArray", node);
    }

    @Override
    public void beginVariant(FieldNode node, int option) {
        if (wanted) {
            beforeValue(node);
            code.loadConstant(option);
            call("beginVariant", MTD_NODE_INT);
        }
    }

    @Override
    public void endVariant(FieldNode node) {
        callWithNode("endVariant", node);
    }

    @Override
    public void beginOptional(FieldNode node, int present) {
        if (wanted) {
            beforeValue(node);
            code.loadConstant(present);
            call("beginOptional", MTD_NODE_BOOLEAN);
        }
    }

    @Override
    public void endOptional(FieldNode node) {
        callWithNode("endOptional", node);
    }

}
