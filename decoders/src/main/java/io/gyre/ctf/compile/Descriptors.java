package io.gyre.ctf.compile;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.bind.Text;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.read.ClockRule;
import io.gyre.ctf.read.ClockScale;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.FieldVisitor;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.read.VariableLength;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Names of types, as class files have them. */
final class Descriptors {
    static final ClassDesc CD_BYTES = ConstantDescs.CD_byte.arrayType();
    static final ClassDesc CD_LONGS = ConstantDescs.CD_long.arrayType();
    static final ClassDesc CD_OBJECTS = ConstantDescs.CD_Object.arrayType();
    static final ClassDesc CD_CURSOR = of(PacketCursor.class);
    static final ClassDesc CD_LOADS = of(Loads.class);
    static final ClassDesc CD_NODE = of(FieldNode.class);
    static final ClassDesc CD_VISITOR = of(FieldVisitor.class);
    static final ClassDesc CD_SCOPE = of(Scope.class);
    static final ClassDesc CD_EVENT_CLASS = of(EventRecordClass.class);
    static final ClassDesc CD_STREAM_INFO = of(StreamInfo.class);
    static final ClassDesc CD_PACKET_HEADER = of(PacketHeader.class);
    static final ClassDesc CD_CLOCK_RULE = of(ClockRule.class);
    static final ClassDesc CD_CLOCK_SCALE = of(ClockScale.class);
    static final ClassDesc CD_DAMAGE = of(DataStreamException.class);
    static final ClassDesc CD_VARIABLE_LENGTH = of(VariableLength.class);
    static final ClassDesc CD_SIGNEDNESS = of(Signedness.class);
    static final ClassDesc CD_ENCODING = of(StringEncoding.class);
    static final ClassDesc CD_TEXT = of(Text.class);
    static final ClassDesc CD_BODY = of(EventBody.class);
    static final ClassDesc CD_PROLOGUE = of(EventPrologue.class);
    static final ClassDesc CD_LOOP = of(CompiledLoop.class);

    /** {@link EventBody#read}. */
    static final MethodTypeDesc MTD_READ = MethodTypeDesc.of(ConstantDescs.CD_long, CD_CURSOR, CD_BYTES,
            ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_long);

    private Descriptors() {}

    static ClassDesc of(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
