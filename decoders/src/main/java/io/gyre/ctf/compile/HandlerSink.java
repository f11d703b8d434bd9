package io.gyre.ctf.compile;

import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.read.FieldNode;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Keeps the values of bound fields, and then calls the handlers with them: no event is delivered in part. */
final class HandlerSink implements FieldSink {
    private static final MethodTypeDesc MTD_WRAP = MethodTypeDesc.of(CD_void, Descriptors.CD_BYTES, CD_int, CD_int,
            Descriptors.CD_ENCODING);
    private static final MethodTypeDesc MTD_STRING = MethodTypeDesc.of(CD_String, Descriptors.CD_BYTES, CD_int,
            CD_int, Descriptors.CD_ENCODING);

    private final CodeBuilder code;
    private final GeneratedClass owner;
    private final StreamLayout layout;
    private final EventLayout event;
    private final Map<Place, Kept> kept = new HashMap<>();

    /** A field, or one element of an array. */
    private record Place(FieldNode node, int element) {
        static Place of(FieldNode node) {
            return new Place(node, Binding.Value.NO_ELEMENT);
        }
    }

    /** The locals that hold a value; a string needs two. */
    private record Kept(int value, int length) {}

    HandlerSink(CodeBuilder code, GeneratedClass owner, StreamLayout layout, EventLayout event,
            List<Binding.Call> calls) {
        this.code = code;
        this.owner = owner;
        this.layout = layout;
        this.event = event;
        for (Binding.Call call : calls) {
            for (Binding.Argument argument : call.arguments()) {
                if (argument instanceof Binding.Value value) {
                    kept.computeIfAbsent(place(value), _ -> locals(value.type()));
                }
            }
        }
    }

    private FieldNode node(Binding.Value value) {
        return event.node(value.scope(), value.members());
    }

    private Place place(Binding.Value value) {
        return new Place(node(value), value.element());
    }

    private Kept locals(ValueType type) {
        return switch (type) {
            case INT, LONG, BOOLEAN -> new Kept(code.allocateLocal(TypeKind.LONG), -1);
            case DOUBLE -> new Kept(code.allocateLocal(TypeKind.DOUBLE), -1);
            case TEXT, STRING -> new Kept(code.allocateLocal(TypeKind.INT), code.allocateLocal(TypeKind.INT));
        };
    }

    private Kept kept(FieldNode node) {
        return Objects.requireNonNull(kept.get(Place.of(node)));
    }

    @Override
    public boolean wants(FieldNode node) {
        return kept.containsKey(Place.of(node));
    }

    @Override
    public int elementsToVisit(FieldNode element) {
        return kept.keySet().stream().filter(place -> place.node.equals(element)).mapToInt(place -> place.element + 1)
                .max().orElse(0);
    }

    @Override
    public boolean wantsElement(FieldNode element, int index) {
        return kept.containsKey(new Place(element, index));
    }

    @Override
    public void element(FieldNode element, int index) {
        code.lstore(Objects.requireNonNull(kept.get(new Place(element, index))).value());
    }

    @Override
    public void integer(FieldNode node) {
        code.lstore(kept(node).value());
    }

    @Override
    public void bool(FieldNode node) {
        code.lstore(kept(node).value());
    }

    @Override
    public void floatingPoint(FieldNode node) {
        code.dstore(kept(node).value());
    }

    @Override
    public void string(FieldNode node) {
        code.istore(kept(node).length()).istore(kept(node).value()).pop();
    }

    /** Calls a handler whose object is in a field. */
    void call(Binding.Call call, String handlerField, HandlerBodies.Texts texts) {
        Method method = call.method().method();
        ClassDesc type = Descriptors.of(method.getDeclaringClass());
        code.aload(0).getfield(owner.name(), handlerField, type);
        for (int i = 0; i < call.arguments().size(); i++) {
            switch (call.arguments().get(i)) {
                case Binding.Known known -> known(known.parameter());
                case Binding.Value value -> {
                    if (value.type() == ValueType.TEXT) {
                        text(texts.field(call, i));
                    }
                    value(value);
                }
                case Binding.Missing missing -> {
                    if (missing.type() == ValueType.TEXT) {
                        text(texts.field(call, i));
                    }
                    missing(missing.type());
                }
            }
        }
        code.invokevirtual(type, method.getName(), MethodTypeDesc.of(CD_void,
                Arrays.stream(method.getParameterTypes()).map(Descriptors::of).toArray(ClassDesc[]::new)));
    }

    private void known(HandlerMethod.Parameter parameter) {
        switch (parameter) {
            case HandlerMethod.TimestampNs _ -> BodyWriter.pushNanos(code, owner, layout);
            case HandlerMethod.CpuId _ -> code.aload(Track.CURSOR).invokevirtual(Descriptors.CD_CURSOR, "cpu",
                    MethodTypeDesc.of(CD_int));
            case HandlerMethod.ItsEventClass _ -> owner.constant(code, event.eventClass(),
                    Descriptors.CD_EVENT_CLASS);
            case HandlerMethod.ItsStream _ -> code.aload(Track.CURSOR).invokevirtual(Descriptors.CD_CURSOR, "stream",
                    MethodTypeDesc.of(Descriptors.CD_STREAM_INFO));
            case HandlerMethod.FieldValue _ -> throw new IllegalStateException("a field is known from its bytes");
        }
    }

    private void value(Binding.Value value) {
        FieldNode node = node(value);
        Kept local = Objects.requireNonNull(kept.get(place(value)));
        switch (value.type()) {
            case INT -> code.lload(local.value()).l2i();
            case LONG -> code.lload(local.value());
            case DOUBLE -> code.dload(local.value());
            case BOOLEAN -> {
                code.lload(local.value());
                Track.toBoolean(code);
            }
            case TEXT -> {
                code.dup();
                bytes(node, local);
                code.invokevirtual(Descriptors.CD_TEXT, "wrap", MTD_WRAP);
            }
            case STRING -> {
                bytes(node, local);
                code.invokestatic(Descriptors.CD_LOADS, "string", MTD_STRING);
            }
        }
    }

    private void bytes(FieldNode node, Kept local) {
        code.aload(Track.BUFFER).iload(local.value()).iload(local.length())
                .getstatic(Descriptors.CD_ENCODING, encoding(node.fieldClass()).name(), Descriptors.CD_ENCODING);
    }

    static StringEncoding encoding(FieldClass field) {
        return switch (field) {
            case FieldClass.NullTerminatedString string -> string.encoding();
            case FieldClass.StaticLengthString string -> string.encoding();
            case FieldClass.DynamicLengthString string -> string.encoding();
            case FieldClass.FixedLength _,FieldClass.VariableLengthInteger _,FieldClass.StaticLengthBlob _,FieldClass.DynamicLengthBlob _,FieldClass.Structure _,FieldClass.StaticLengthArray _,FieldClass.DynamicLengthArray _,FieldClass.Variant _,FieldClass.Optional _ ->
                throw new IllegalArgumentException(
                        "no string: " + field);
        };
    }

    private void missing(ValueType type) {
        switch (type) {
            case INT, BOOLEAN -> code.iconst_0();
            case LONG -> code.lconst_0();
            case DOUBLE -> code.dconst_0();
            case TEXT -> {
            } // the empty one that is there
            case STRING -> code.loadConstant("");
        }
    }

    private void text(String field) {
        code.aload(0).getfield(owner.name(), field, Descriptors.CD_TEXT);
    }
}
