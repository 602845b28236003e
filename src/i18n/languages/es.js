// Español: Spanish.

// In the place of a panel that cannot start, or has stopped: title and text of each message.
export const boot = {
  "reload": "Recargar",
  "save": "Guardar diagnóstico",
  "copy": "Copiar",
  "copied": "Copiado",
  "help": "Para soporte técnico",
  "crashed": [
    "El panel se ha detenido",
    "Se ha retirado lo que mostraba, porque ya no era fiable. Sus llamadas y su sesión no se ven afectadas. Recargue para continuar."
  ],
  "missing": [
    "No se puede mostrar el panel",
    "Sus llamadas continúan sin él. Puede que se haya actualizado mientras esta página estaba abierta: recargue. Si no se resuelve, avise a soporte técnico.",
    "Falta un archivo del panel: el administrador debe volver a copiar la carpeta completa."
  ],
  "type": [
    "No se puede mostrar el panel",
    "Sus llamadas continúan sin él. Avise a soporte técnico.",
    "El servidor envía un archivo del panel con un tipo incorrecto: el administrador debe hacer que .js se envíe como text/javascript y .wasm como application/wasm."
  ],
  "blocked": [
    "No se puede mostrar el panel",
    "Sus llamadas continúan sin él. Avise a soporte técnico.",
    "La directiva de seguridad de la página bloquea el panel: el administrador de la página debe permitir lo que se indica arriba. El portal también puede mostrar el panel en un iframe, que tiene su propia directiva."
  ],
  "network": ["No se pudo cargar el panel", "Sus llamadas continúan sin él. Revise la red y recargue."],
  "slow": ["El panel aún se está cargando", "La red va lenta. Espere un poco más o recargue."]
};

// The same, of what few agents ever see: loaded when it is needed.
export const rare = {
  "old": [
    "Este navegador es demasiado antiguo para el panel",
    "Sus llamadas continúan sin él. Use una versión actual de Chrome, Edge, Firefox o Safari.",
    "El WebAssembly del navegador es anterior al que el panel necesita."
  ],
  "off": [
    "WebAssembly está desactivado en este navegador",
    "Sus llamadas continúan sin el panel, que lo necesita. Pida una excepción para este sitio o use otro navegador.",
    "Puede haberlo desactivado un modo de seguridad mejorada, un modo de aislamiento o una directiva de su organización."
  ],
  "damaged": [
    "No se puede mostrar el panel",
    "Sus llamadas continúan sin él. Recargue. Si no se resuelve, avise a soporte técnico.",
    "Un archivo del panel está dañado: el administrador debe volver a copiar la carpeta completa."
  ],
  "framed": [
    "Esta página no puede mostrar el panel",
    "Sus llamadas continúan sin él. Abra el panel por separado o avise a soporte técnico.",
    "Está en un marco de una página que “parentOrigins”, en el config.json del panel, no menciona: el código de arriba indica la página."
  ],
  "link": [
    "Últimas {} respuestas: mediana {}, la más lenta {}",
    "{} ms",
    "{} s",
    "Tendencia: estable",
    "Tendencia: más lenta",
    "Tendencia: más rápida",
    "El reloj de la pasarela va {} adelantado respecto al de este equipo",
    "El reloj de la pasarela va {} atrasado respecto al de este equipo"
  ],
  "notify": "Avisarme de las llamadas",
  "notify_refused": "El navegador no permite que esta página le avise. Permita las notificaciones en los ajustes de este sitio.",
  "keys": ["Copiar origen", "Copiar ID de llamada", "Abrir o cerrar los detalles", "Guardar diagnóstico", "Ventana pequeña"],
  "connect": ["Tengo un Guid", "Conectar", "ID de agente", "Un número de 101 a 999999", "Guid", "El Guid de su inicio de sesión, sin espacios"],
  "window": ["Ya está lista. Pulse otra vez.", "El navegador, o la página que contiene el panel, no permite abrir ventanas aquí. Permita las ventanas emergentes de esta página y pulse otra vez."],
  "settings": ["aquí {}; se permite: {}", "se permite: {}", "Ajustes incorrectos: consulte los detalles", "este ajuste no existe", "valor no válido para este ajuste, se usa el predeterminado", "fuera de rango, se usa el valor más próximo", "no se puede leer, se usan los valores predeterminados"],
  "case": "Número de caso {}"
};

// What stands there to be copied by hand, in a frame whose page may forbid to save and to copy.
export const frame = {
  "saved": "El archivo se guarda si la página que rodea el panel lo permite. Si no ha llegado, copie este texto.",
  "copied": "La página que rodea el panel no permite copiar. Copie usted este texto.",
  "close": "Cerrar"
};

// What `desk` brings, later than the module: a call that waits, without and with its number; and the agent's day.
export const desk = {
  "ringing": ["Hay una llamada por atender", "Llamada de {}"],
  "title": "Mi jornada",
  "since": "Hoy desde las {}",
  "calls": "Llamadas",
  "unknown": "sin datos",
  "table": "Tabla",
  "copy": "Copiar",
  "copied": "Copiado",
  "refused": "Esta página no puede copiar. Seleccione la tabla y cópiela usted.",
  "from": "Desde",
  "until": "Hasta",
  "state": "Estado",
  "duration": "Duración",
  "about": "~: empezó entre dos respuestas de la pasarela",
  "short_calls": "~: pueden faltar llamadas cortas",
  "untold_holds": "–: sin datos, porque aquí nada informa de las esperas"
};

// The panel, in the order of `words.rs`.
export const words = {
  "tag": "es",
  "product": "Panel del agente",
  "agent_status": "Estado del agente",
  "idle": "Disponible",
  "wrap_up": "Postllamada",
  "rest": "Descanso",
  "busy": "Ocupado",
  "playback": "Reproduciendo",
  "outbound_call": "Llamando",
  "occupied": "Reservado",
  "ringing": "Sonando",
  "talking": "En llamada",
  "three_party": "Conferencia",
  "hold": "En espera",
  "mute": "Silenciado",
  "help": "En consulta",
  "transfer": "Transfiriendo",
  "insert": "Interviniendo",
  "listen": "Escuchando",
  "whisper": "Susurrando",
  "abnormal": "Estado anómalo",
  "signed_in": "Sesión iniciada",
  "signed_out": "Sesión cerrada",
  "pre_rest": "Descanso pedido",
  "unknown_state": "Desconocido {}",
  "status_not_known_yet": "Conectando …",
  "status_unknown": "Desconocido",
  "nobody": "Sin sesión",
  "since": "desde las {}",
  "as_of": "datos de las {}",
  "as_of_explained": "datos de las …: así era a esa hora; no se sabe nada más reciente",
  "time_in_state": "Tiempo en este estado",
  "minutes_left": "aún {} min",
  "seconds_left": "aún {} s",
  "over_by": "excedido en {}",
  "limit_near": "Queda poco tiempo",
  "limit_over": "Tiempo agotado",
  "about_explained": "~: empezó entre dos respuestas de la pasarela",
  "start_unknown_explained": "--:--: la pasarela no ha dicho cuándo empezó",
  "busy_after_this_call": "Ocupado tras esta llamada",
  "rest_after_this_call": "Descanso tras esta llamada",
  "busy_after_wrap_up": "Ocupado tras la postllamada",
  "rest_after_wrap_up": "Descanso tras la postllamada",
  "busy_cancelled": "Solicitud de ocupado cancelada",
  "rest_cancelled": "Solicitud de descanso cancelada",
  "reason_no_answer": "No contestó una llamada",
  "reason_inspector": "Establecido por un supervisor",
  "reason_phone": "Teléfono no disponible",
  "reason_rejected": "Rechazó una llamada",
  "reason_own": "Motivo {}",
  "reason_other": "Motivo del sistema {}",
  "call": "Llamada",
  "last_call": "Última llamada",
  "no_call": "Sin llamada",
  "call_since_load": "En una llamada que empezó después de cargar esta página. Se desconocen sus detalles.",
  "call_not_asked": "En una llamada que el panel no pudo consultar. Se desconocen sus detalles.",
  "call_not_told": "En una llamada. La pasarela no ha dado detalles de ella.",
  "time_on_call": "Duración de esta llamada",
  "caller": "Origen",
  "called": "Destino",
  "original_called": "Número marcado",
  "call_type": "Tipo",
  "skill": "Cola de habilidad",
  "hold_time": "Tiempo en espera",
  "second_call": "Segunda llamada",
  "held_call": "Llamada en espera",
  "partner": "Con",
  "inspector": "Supervisor",
  "call_data": "Datos de la llamada",
  "call_id": "ID de llamada",
  "recording": "Grabación",
  "copy": "Copiar",
  "copied": "Copiado",
  "copy_failed": "No se copió",
  "show_all": "Mostrar todo",
  "show_less": "Mostrar menos",
  "feature_others": "Otra",
  "feature_inbound": "Llamada entrante",
  "feature_internal": "Llamada interna",
  "feature_common": "Llamada normal",
  "feature_reserved_outbound": "Llamada saliente programada",
  "feature_preempted": "Llamada saliente con preferencia",
  "feature_predicted": "Llamada saliente predictiva",
  "feature_previewed_or_predicted": "Llamada saliente de vista previa o predictiva",
  "feature_callback": "Devolución de llamada programada",
  "feature_consultation_two": "Consulta interna a dos",
  "feature_consultation_three": "Consulta interna a tres",
  "feature_multi_party": "Llamada múltiple",
  "feature_unknown": "Tipo de llamada {}",
  "last_command": "Última acción",
  "running": "en curso",
  "done": "hecho",
  "unconfirmed": "sin confirmar",
  "sent_unchecked": "se envió, sin comprobar",
  "accepted": "aceptado",
  "refused": "rechazado",
  "time_of_command": "Tiempo desde la acción",
  "command_hang_up": "Colgar",
  "command_disconnect": "Desconectar",
  "command_customer_hang_up": "Colgó el cliente",
  "command_first_call": "Primera llamada saliente",
  "command_call": "Llamada saliente",
  "command_hold": "Poner en espera",
  "command_unhold": "Retomar la llamada",
  "command_mute": "Silenciar",
  "command_unmute": "Activar el micrófono",
  "command_blind_transfer": "Transferencia ciega",
  "command_release_transfer": "Salir tras transferir",
  "command_forward": "Transferencia con consulta",
  "command_three_way_forward": "Salir tras transferencia a tres",
  "command_hang_up_transfer": "Transferencia al colgar",
  "command_special_transfer": "Transferencia especial",
  "command_two_party_help": "Consulta a dos",
  "command_three_party_help": "Consulta a tres",
  "command_three_party_call": "Conferencia a tres",
  "command_playback": "Reproducir audio",
  "command_insert": "Intervenir",
  "command_listen": "Escuchar",
  "command_switch": "Cambiar",
  "command_intercept": "Interceptar",
  "command_whisper": "Susurrar",
  "command_busy": "Ocupado",
  "command_rest": "Descanso",
  "command_unknown": "Acción {}",
  "connection": "Conexión",
  "connecting": "Conectando",
  "waiting_for_sign_in": "Esperando el inicio de sesión",
  "recovering": "Recuperando la llamada",
  "live": "En tiempo real",
  "retrying": "Reintentando",
  "slowed": "Ritmo reducido",
  "switching": "Cambio de servidor",
  "offline": "Sin red",
  "expired": "Sesión caducada",
  "misconfigured": "No se puede conectar",
  "following": "Sigue a otra pestaña",
  "overdue": "Aún sin respuesta",
  "milliseconds": "{} ms",
  "slow_answers": "lento, {} s",
  "asks_again_in": "de nuevo en {} s",
  "asks_now": "consultando ahora",
  "try_now": "Probar ahora",
  "version": "Versión",
  "fields_lost": "Campos ilegibles: {}",
  "session_unusable": "no se puede usar, por lo que no se consulta nada",
  "not_signed_in": ["Nadie ha iniciado sesión aquí", "Inicie sesión en su portal. El panel lo detecta por sí solo."],
  "no_answer": [
    "El panel no puede consultar su estado",
    "Sus llamadas continúan sin él. Lo que ve puede no estar al día; el panel sigue intentándolo.",
    "La pasarela no responde."
  ],
  "old_answers": [
    "El panel muestra un estado antiguo",
    "Sus llamadas continúan sin él. El panel vuelve a intentarlo por sí solo. Si continúa, avise a soporte técnico.",
    "Las respuestas de la pasarela son antiguas: una caché intermedia responde en su lugar. Exclúyalas de toda caché."
  ],
  "cross_origin": [
    "El panel no puede consultar su estado",
    "Sus llamadas continúan sin él. Avise a soporte técnico.",
    "La pasarela está en otro origen, que debe permitir esta página (CORS); o bien un proxy debe llevarla al origen de la página: docs/deploy.md."
  ],
  "no_network": ["Este equipo no tiene red", "Su estado no está al día. Revise el cable o la wifi. El panel continúa en cuanto vuelva la red."],
  "slow_down": [
    "Su estado se actualiza menos",
    "Sus llamadas continúan como antes. Dentro de un minuto el panel consulta como siempre.",
    "La pasarela pide menos consultas."
  ],
  "switching_over": ["Se le está pasando a otro servidor", "Se resuelve por sí solo. El panel sigue intentándolo."],
  "guid_refused": ["Su sesión ha caducado", "Vuelva a iniciar sesión en su portal. El panel lo detecta por sí solo."],
  "session_over": ["Su sesión ha terminado", "La pasarela ha cerrado su sesión. Vuelva a iniciar sesión en su portal; el panel lo detecta."],
  "gateway_fault": [
    "El panel no puede leer su estado",
    "Sus llamadas continúan sin él. El panel sigue intentándolo. Si continúa, comunique a soporte técnico el código de abajo.",
    "La pasarela informa de un error: el código y el texto de arriba son suyos."
  ],
  "wrong_address": [
    "El panel no puede consultar su estado",
    "Sus llamadas continúan sin él. Avise a soporte técnico.",
    "La pasarela no está donde el panel la busca: hay que revisar el ajuste “gateway” de config.json o el proxy del servidor."
  ],
  "wrong_agent": ["La pasarela no acepta este ID de agente", "Revise el ID de agente con el que inició sesión."],
  "no_permission": [
    "El panel no puede consultar su estado",
    "Sus llamadas continúan sin él. Avise a soporte técnico.",
    "El servidor rechaza el panel: hay que revisar el proxy delante de la pasarela o sus permisos."
  ],
  "a_page": [
    "El panel no puede consultar su estado",
    "Sus llamadas continúan sin él. Si su red o su portal le pide iniciar sesión, hágalo en otra pestaña. Si continúa, comunique a soporte técnico el código de abajo.",
    "Llegó una página en lugar de la respuesta de la pasarela: de un inicio de sesión, un cortafuegos o un servidor que se reinicia."
  ],
  "not_the_gateway": [
    "El panel no puede consultar su estado",
    "Sus llamadas continúan sin él. El panel sigue intentándolo. Si continúa, comunique a soporte técnico el código de abajo.",
    "Responde otro sistema en lugar de la pasarela: un proxy, un cortafuegos o un servidor que se reinicia."
  ],
  "call_not_recovered": [
    "El panel no pudo consultar en qué llamada está usted",
    "Su llamada y su estado continúan. Volver a preguntar puede mostrar la llamada, pero se pierden los eventos que su portal aún no ha recogido."
  ],
  "retry": "Reintentar",
  "retry_sync": "Reintentar de todos modos",
  "session_expired_alert": "La sesión ha caducado. Vuelva a iniciar sesión.",
  "signed_out_alert": "Su sesión está cerrada. Vuelva a iniciar sesión.",
  "connection_lost_alert": "Conexión perdida. Se desconoce su estado.",
  "call_waiting_alert": "Hay una llamada por atender.",
  "has_guid": "Tengo un Guid"
};
