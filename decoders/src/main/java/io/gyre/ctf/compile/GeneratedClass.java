package io.gyre.ctf.compile;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A hidden class in the making. Objects that its code refers to become static final fields, which the JIT compiler takes for
 * constants; they come in as class data.
 */
final class GeneratedClass {
    /** Bytes of code; larger methods stay interpreted for ever (HotSpot's {@code HugeMethodLimit}). */
    private static final int HUGE_METHOD = 8000;
    private static final MethodTypeDesc MTD_CLINIT = ConstantDescs.MTD_void;

    private final MethodHandles.Lookup host;
    private final ClassDesc name;
    private final ClassDesc superclass;
    private final IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();
    private final List<Object> constants = new ArrayList<>();
    private final List<ClassDesc> types = new ArrayList<>();

    /**
     * @param host in whose package and with whose rights the class lives
     * @param simpleName for stack traces and profilers
     */
    GeneratedClass(MethodHandles.Lookup host, String simpleName, Class<?> superclass) {
        this.host = host;
        this.name = ClassDesc.of(host.lookupClass().getPackageName(), simpleName);
        this.superclass = Descriptors.of(superclass);
    }

    ClassDesc name() {
        return name;
    }

    /** Pushes an object. */
    void constant(CodeBuilder code, Object value, ClassDesc type) {
        int number = numbers.computeIfAbsent(value, _ -> {
            constants.add(value);
            types.add(type);
            return constants.size() - 1;
        });
        code.getstatic(name, "c" + number, types.get(number));
    }

    /**
     * {@return what makes instances, or null when a method is so large that it would never be compiled by the JIT compiler}
     *
     * @param writer writes the members, the constructor among them; constants may be named by code until it returns
     */
    <T> @Nullable Factory<T> define(Class<T> type, Consumer<ClassBuilder> writer) {
        byte[] bytes;
        try {
            bytes = ClassFile.of().build(name, builder -> {
                builder.withSuperclass(superclass).withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
                writer.accept(builder);
                defineConstants(builder);
            });
        } catch (IllegalArgumentException e) {
            // Code or constant pool beyond what a class file holds.
            return null;
        }
        return bytes.length > HUGE_METHOD && hasHugeMethod(bytes) ? null : factory(type, bytes);
    }

    private static boolean hasHugeMethod(byte[] bytes) {
        return ClassFile.of().parse(bytes).methods().stream().flatMap(m -> m.findAttribute(Attributes.code()).stream())
                .anyMatch(code -> code.codeLength() > HUGE_METHOD);
    }

    private <T> Factory<T> factory(Class<T> type, byte[] bytes) {
        MethodHandle constructor;
        try {
            MethodHandles.Lookup defined = host.defineHiddenClassWithClassData(bytes, constants.toArray(), true);
            constructor = defined.findConstructor(defined.lookupClass(),
                    MethodType.methodType(void.class, Object[].class))
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot define a class in the package of " + host.lookupClass(), e);
        }
        return environment -> {
            try {
                return type.cast(constructor.invokeExact(environment));
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("a generated class cannot be instantiated", e);
            }
        };
    }

    private void defineConstants(ClassBuilder builder) {
        if (constants.isEmpty()) {
            return;
        }
        for (int i = 0; i < constants.size(); i++) {
            builder.withField("c" + i, types.get(i),
                    ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
        }
        builder.withMethodBody(ConstantDescs.CLASS_INIT_NAME, MTD_CLINIT, ClassFile.ACC_STATIC, code -> {
            var data = DynamicConstantDesc.ofNamed(ConstantDescs.BSM_CLASS_DATA, ConstantDescs.DEFAULT_NAME,
                    Descriptors.CD_OBJECTS);
            code.loadConstant(data).astore(0);
            for (int i = 0; i < constants.size(); i++) {
                code.aload(0).loadConstant(i).aaload().checkcast(types.get(i)).putstatic(name, "c" + i,
                        types.get(i));
            }
            code.return_();
        });
    }

    /** Writes a constructor that takes the environment, an {@code Object[]}, which {@code body} finds in local 1. */
    void constructor(ClassBuilder builder, Consumer<CodeBuilder> body) {
        builder.withMethodBody(ConstantDescs.INIT_NAME,
                MethodTypeDesc.of(ConstantDescs.CD_void, Descriptors.CD_OBJECTS), 0, code -> {
                    code.aload(0).invokespecial(superclass, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
                    body.accept(code);
                    code.return_();
                });
    }
}
