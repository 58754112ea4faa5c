import type { ErrorCode } from '#libs/contracts';

/** What the error catalogue says, in Spanish: what is wrong, and what to do. */
export const spanishProblems: Readonly<Record<ErrorCode, { title: string; advice: string }>> = {
  'body-malformed': said('No se pudo leer lo enviado', 'Revise los campos y vuelva a enviarlo.'),
  'query-malformed': said('No se pudo leer la dirección', 'Vuelva a la página anterior e inténtelo de nuevo.'),
  'account-unknown': said(
    'Nadie tiene aquí esta cuenta',
    'Pida a alguien de su unidad que le proponga, con la dirección por la que le conoce el otro servidor.',
  ),
  'sign-in-away': said('La otra entrada no responde', 'Inténtelo de nuevo en un momento, o entre con su contraseña.'),
  'key-malformed': said('El identificador de lo enviado no tiene la forma debida', 'Vuelva a llenar el formulario.'),
  'request-malformed': said(
    'Esto no es una petición',
    'Vuelva a intentarlo; si se repite, avise a quien lleva el servidor.',
  ),
  'request-late': said('La petición tardó demasiado', 'Envíela de nuevo.'),
  'head-too-large': said('Los encabezados son demasiado largos', 'Borre las cookies de este sitio y vuelva a entrar.'),
  'viewer-missing': said('No se dice quién mira', 'Diga quién es, arriba a la derecha.'),
  'viewer-malformed': said('No se entiende quién mira', 'Elija de nuevo quién es, arriba a la derecha.'),
  'viewer-unit-unknown': said('La unidad por la que se habla no existe', 'Elija otra unidad.'),
  'sign-in-needed': said('No hay sesión abierta', 'Entre con su dirección y su contraseña.'),
  'signed-in-otherwise': said(
    'Entretanto ha entrado otra persona',
    'Mire quién ha entrado, y envíelo de nuevo como quien lo ha llenado.',
  ),
  'sign-in-refused': said(
    'La dirección o la contraseña no es correcta, o se intentó demasiado',
    'Vuelva a intentarlo en unos minutos, o pida un enlace para cambiar la contraseña.',
  ),
  'sign-in-old': said('Entró hace demasiado tiempo', 'Salga, entre de nuevo y hágalo entonces.'),
  'too-many-tries': said('Se intentó demasiadas veces', 'Espere unos minutos y vuelva a intentarlo.'),
  'too-many-requests': said(
    'Llegaron demasiadas peticiones de aquí',
    'Espere el tiempo indicado, y envíe menos a menudo, o más de una vez.',
  ),
  'too-many-streams': said(
    'Hay demasiadas escuchas abiertas',
    'Cierre una de las páginas o de los programas que escuchan con esta cuenta.',
  ),
  'link-expired': said('El enlace ya no sirve', 'Pida otro: cada uno sirve una vez, y solo por un tiempo.'),
  'account-known': said('Esta dirección ya tiene una cuenta', 'Entre con ella, o use otra dirección.'),
  'mandate-missing': said(
    'Ahora no hay mandato para esta unidad',
    'Elija una unidad de la que tenga mandato, o pida uno a sus miembros.',
  ),
  'mail-missing': said(
    'Este servidor no envía correo',
    'Pida a quien mantiene el servidor que lo permita. Quien aún no ha entrado pide un enlace a alguien de su unidad; quien ya entró puede ser propuesto de nuevo, con otra dirección.',
  ),
  'address-refused': said(
    'A esta dirección no se envía nada',
    'Dé una dirección https:// de un servidor público; otras las permite quien mantiene el servidor.',
  ),
  'token-missing': said('Falta la llave', 'Dé la llave de una vía nueva, o que lleva a otra dirección que antes.'),
  'person-unknown': said('En esta unidad no hay tal persona', 'Elija a alguien de la lista.'),
  'node-unknown': said('No existe tal máquina', 'Elija una de la lista de su unidad.'),
  'tokens-enough': said('La máquina ya tiene tantas llaves como puede tener', 'Anule la que ya no se usa y pida otra.'),
  'keys-enough': said(
    'La máquina ya tiene tantas claves como puede tener',
    'Anule la que ya no se usa y registre otra.',
  ),
  'key-taken': said('La clave ya se conoce', 'Haga un par de claves nuevo para cada máquina.'),
  'record-unsigned': said('Nadie ha firmado el registro', 'Registre la máquina y firme cada registro.'),
  'record-forged': said('La firma del registro no vale', 'Firme con una clave que la máquina tenga.'),
  'record-foreign': said(
    'La máquina no fue admitida para lo que ha escrito',
    'Informe solo aquello para lo que la máquina fue admitida.',
  ),
  'vote-unknown': said('No existe tal votación', 'Elija una de la lista de su unidad.'),
  'vote-open': said('Lo mismo ya se está votando', 'Participe en la votación abierta.'),
  'vote-decided': said('La votación ya está decidida', 'Propóngalo de nuevo, si debe decidirse otra cosa.'),
  'host-foreign': said('La dirección no es la de este servidor', 'Use la dirección con la que se inició el servidor.'),
  'origin-foreign': said('La petición viene de una página ajena', 'Abra la página de este mismo servidor.'),
  'not-allowed': said(
    'Aquí no puede hacer esto',
    'Pídalo a la unidad a la que concierne, o elija la unidad por la que habla.',
  ),
  'figures-theirs': said(
    'Quién ve estas cifras lo decide su unidad',
    'Deje «visibility» y «unit» de estos indicadores como están. La coordinación o la delegación de la unidad abre sus cifras en la página de su gente.',
  ),
  'not-found': said('Aquí no hay nada', 'Vuelva al inicio.'),
  'unit-unknown': said('No existe tal unidad', 'Elija una de la lista.'),
  'indicator-unknown': said('No existe tal indicador', 'Elija uno de la lista de la unidad.'),
  'answer-of-nothing': said('El aviso o el acuerdo con que se responde no está', 'Declárelo o propóngalo primero.'),
  'photo-malformed': said(
    'No es una foto que se pueda guardar',
    'Use un JPEG, PNG o WebP entero, de 2 MB como máximo.',
  ),
  'photo-known': said('La cuerda ya tiene una foto', 'Tire de otra cuerda, si hay que mostrar otra cosa.'),
  'proposal-unknown': said('No existe tal propuesta', 'Elija una de la lista.'),
  'proposal-decided': said('La propuesta ya está decidida', 'Proponga de nuevo lo que debe valer ahora.'),
  'agreement-malformed': said('Los términos no convienen a la unidad', 'Corrija lo señalado y proponga de nuevo.'),
  'cord-not-above': said(
    'La cuerda lleva a una unidad que no está arriba',
    'Tire de ella para su unidad o para una de su camino.',
  ),
  'time-not-needed': said(
    'Aquí no corre ningún tiempo',
    'Solo una alerta que sube al terminar su tiempo puede recibir más.',
  ),
  'time-not-longer': said('Eso no es más tiempo', 'Diga un momento posterior a aquel en que la alerta sube ahora.'),
  'not-good-news': said(
    'Hacia los lados se comparten solo buenas noticias',
    'Pida ayuda o responda; lo que duele sube solo.',
  ),
  'alert-unknown': said('No existe tal alerta', 'Elija una de la bandeja.'),
  'import-unknown': said('Aquí no se conoce tal importación', 'Elija una de la lista de su unidad.'),
  'observation-unknown': said('No ha llegado ninguna cifra con ese identificador', 'Infórmela.'),
  'replay-unknown': said('No hay tal historia en reproducción', 'Inicie una.'),
  'body-too-large': said('Es demasiado grande', 'Envíe como máximo 5 000 cifras y 8 MB cada vez.'),
  'observation-malformed': said(
    'No se pudo leer la cifra',
    'Una cifra tiene identificador, indicador, período y valor.',
  ),
  'period-malformed': said('El período no corresponde a este indicador', 'Elija un período de la lista.'),
  'period-in-future': said(
    'El período no ha comenzado',
    'Informe la cifra cuando haya comenzado; revise la hora del aparato.',
  ),
  'value-out-of-scale': said(
    'El valor no cabe en la escala del indicador',
    'Un recuento es un entero desde 0, una fracción va de 0 a 1, una cantidad no es negativa.',
  ),
  'indicator-rolled-up': said(
    'Este indicador resulta de las unidades de abajo',
    'Informe las cifras de ellas; este sigue solo.',
  ),
  'id-reused': said('Este identificador ya se usó con otro contenido', 'Vuelva a cargar la página y envíelo de nuevo.'),
  'organisation-malformed': said(
    'El documento de la organización tiene faltas',
    'Corrija lo señalado y aplíquelo de nuevo.',
  ),
  'organisation-missing': said(
    'Todavía no hay ninguna organización',
    'Aplique su documento: synco organisation apply ARCHIVO.',
  ),
  'notice-unknown': said('No existe tal aviso', 'Elija uno del calendario.'),
  'notice-over': said('El aviso ha terminado', 'Mueva su fin, si aún sigue, o declare otro.'),
  'notice-not-begun': said('El aviso no ha comenzado', 'Retírelo, si no va a ser.'),
  'notice-span': said(
    'El aviso termina cuando no puede',
    'Diga un fin posterior al comienzo, 400 días después como máximo; se puede mover.',
  ),
  'alert-closed': said('La alerta está cerrada', 'No queda nada que hacer; su historia dice cómo terminó.'),
  'alert-at-the-top': said('No hay nivel más arriba', 'La alerta ya está en el último; respóndala o resuélvala allí.'),
  'review-too-late': said(
    'La revisión queda fuera del tiempo acordado',
    'Diga un momento después de ahora y antes de que suba.',
  ),
  'replay-time-backwards': said('El tiempo de una historia solo avanza', 'Ordene el archivo por tiempo.'),
  'message-malformed': said('No se pudo leer el mensaje', 'Envíelo con la forma que da el contrato.'),
  'message-too-old': said('El mensaje es de una historia terminada', 'Inicie otra y envíelo de nuevo.'),
  'bus-unavailable': said(
    'El servidor no puede recibir nada en este momento',
    'No se recibió nada. Guarde las cifras y envíelas de nuevo.',
  ),
  'store-unavailable': said('La base de datos no responde', 'Vuelva a intentarlo en un momento.'),
  'outbox-unwritable': said(
    'La máquina no puede guardar la cifra',
    'No se recibió nada. Haga sitio en su disco y envíela de nuevo.',
  ),
  'server-unreachable': said('No se llega al servidor', 'Revise la conexión y vuelva a intentarlo.'),
  'file-unreadable': said('No se pudo leer el archivo', 'Compruebe que es CSV o JSON en UTF-8, o un libro XLSX.'),
  'file-too-large': said(
    'El archivo es más grande que una tabla de cifras',
    'Elija uno de 20 MB y 200 000 celdas como máximo, o divídalo.',
  ),
  'event-malformed': said('No se pudo leer el suceso del calendario', 'Corríjalo en el calendario del que viene.'),
  'event-not-whole-days': said('El suceso no cubre días enteros', 'Márquelo como de día entero.'),
  'event-repeats-often': said(
    'El suceso se repite demasiado para ser feriado',
    'Escriba lo de cada semana en el horario semanal.',
  ),
  'layout-unknown': said(
    'No se reconoce ninguna tabla de cifras',
    'Ponga una fila de títulos: una columna para el período, y una por indicador con su nombre.',
  ),
  'indicator-ambiguous': said('El nombre vale para varios indicadores', 'Escriba el identificador del indicador.'),
  'period-other-cadence': said(
    'El período no tiene la duración que pide el indicador',
    'Días para una cifra diaria, semanas para una semanal.',
  ),
  'period-repeated': said('El archivo tiene dos cifras de un período', 'Deje una de ellas.'),
  'date-order-open': said('No se sabe cuál es el día y cuál el mes', 'Elija el orden de la columna.'),
  'decimal-mark-open': said('No se sabe si el signo separa miles o decimales', 'Elija el signo decimal.'),
  'value-not-a-number': said('El valor no es un número', 'Escriba un número; deje la celda vacía donde no hay cifra.'),
  'value-formula-error': said('La fórmula no da resultado', 'Corrija la fórmula, o vacíe la celda.'),
  'value-unusual': said(
    'El valor está lejos de los demás de su columna',
    'Mire si se corrió un signo o un dígito; si está bien, confírmelo.',
  ),
  'cell-without-figure': said(
    'La celda dice que no hay cifra',
    'No se envía nada; escriba 0 donde se quiere decir cero.',
  ),
  'column-left-out': said('La columna no tiene cifras de la unidad', 'No se envía nada de ella.'),
  'row-left-out': said('La fila no tiene cifras de un período', 'No se envía nada de ella.'),
  'dates-begin-periods': said(
    'Las fechas valen por los períodos que comienzan',
    'Mire si son los períodos que se quieren decir.',
  ),
  'span-too-long': said(
    'El lapso tiene más períodos de los que se pueden mostrar',
    'Pida menos días, o una unidad más abajo.',
  ),
  'usage-wrong': said('No se entiende la orden', 'Vea synco --help.'),
  internal: said('Algo se rompió por dentro', 'Vuelva a intentarlo; si sigue, avise a quien mantiene el servidor.'),
};

function said(title: string, advice: string) {
  return { title: `${title}.`, advice };
}
