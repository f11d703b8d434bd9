package io.gyre.ctf.compile;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where generated code lives that calls public handlers of another class loader, such as that of a plug-in's jar: the code has to see
 * both these and Gyre's classes, and classes can only be added to a module by code of that module.
 */
final class Bridge extends ClassLoader {
    private static final ClassDesc HOST = ClassDesc.of("io.gyre.ctf.compile.bridge", "Host");
    private static final MethodTypeDesc MTD_LOOKUP = MethodTypeDesc
            .of(Descriptors.of(MethodHandles.Lookup.class));
    /** As many as there are loaders of plug-ins, which stay for as long as the process runs. */
    private static final Map<ClassLoader, MethodHandles.Lookup> HOSTS = new ConcurrentHashMap<>();

    private Bridge(ClassLoader handlers) {
        super(handlers);
    }

    /** {@return a lookup with all rights in a package of its own, below the loader} */
    static MethodHandles.Lookup below(ClassLoader handlers) {
        return HOSTS.computeIfAbsent(handlers, loader -> new Bridge(loader).host());
    }

    private MethodHandles.Lookup host() {
        byte[] bytes = ClassFile.of().build(HOST, builder -> builder.withFlags(AccessFlag.PUBLIC, AccessFlag.FINAL)
                .withMethodBody("lookup", MTD_LOOKUP, ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC, code -> code
                        .invokestatic(Descriptors.of(MethodHandles.class), "lookup", MTD_LOOKUP).areturn()));
        try {
            Class<?> host = defineClass(null, bytes, 0, bytes.length);
            return (MethodHandles.Lookup) MethodHandles.publicLookup().unreflect(host.getMethod("lookup")).invoke();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a class of a method that returns cannot be used", e);
        }
    }
}
