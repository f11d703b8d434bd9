package io.gyre.ctf.bind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A field of the event's specific or common context, such as {@code vtid}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Context {
    String value();

    /** {@return whether a class without this field is an error when binding; otherwise the parameter is 0, false or empty} */
    boolean required() default true;
}
