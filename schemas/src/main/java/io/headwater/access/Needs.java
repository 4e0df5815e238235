package io.headwater.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The role an endpoint needs, on a method or its class. An endpoint without it is closed, unless {@link Open}. The
 * workspace is the path parameter `ws`; an endpoint without one must look at the {@link Grant} itself (request
 * property {@link TokenFilter#GRANT}).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Needs {
    Role value();
}
